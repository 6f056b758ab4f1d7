"""Policy targets of five districts of Shandong: curated tables, queries, charts and pages."""

__version__ = "1.0.0"
