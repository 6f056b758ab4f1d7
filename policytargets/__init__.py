"""Policy targets of five districts of Shandong: curated tables, queries, charts and pages."""
