"""Every page by name with a deep link that opens it cold."""

PAGES = {
    "overview": "/",
    "department": "/department?lines=科技",
    "departments": "/department",
    "targets": "/targets",
    "query": "/query?sql=SELECT+*+FROM+districts",
}
