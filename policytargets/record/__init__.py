"""What was promised: the curated tables, their checks, and the database over them."""
