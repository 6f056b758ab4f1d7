"""Honest comparisons: what a page shows and every export prints. Pure functions over rows."""
