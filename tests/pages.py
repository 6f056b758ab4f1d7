"""Every page by name with a deep link that opens it cold."""

PAGES = {
    "overview": "/",
    "slides": "/slides?deck=5g-base-stations-new,green-building-area-new,grain-output",
    "presenting": "/slides?deck=grain-output,5g-base-stations-new&present=true",
    "targets": "/targets",
    "query": "/query?sql=SELECT+*+FROM+districts",
}
