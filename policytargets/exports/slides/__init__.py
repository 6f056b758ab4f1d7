"""Comparisons as editable slides."""
