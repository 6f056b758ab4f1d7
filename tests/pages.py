"""Every page by name with a deep link that opens it cold."""

PAGES = {
    "overview": "/",
    "district": "/district?district=青州市",
    "category": "/category?category=乡村振兴",
    "department": "/department?lines=科技",
    "departments": "/department",
    "targets": "/targets",
    "query": "/query?sql=SELECT+*+FROM+districts",
}
