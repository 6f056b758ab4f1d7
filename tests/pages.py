"""Every page by name with a deep link that opens it cold."""

PAGES = {
    "overview": "/",
    "targets": "/targets",
    "query": "/query?sql=SELECT+*+FROM+districts",
}
