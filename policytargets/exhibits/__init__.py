"""Exhibits: every block of a page but the comparisons, as one record from which page, picture, table and slide come."""
