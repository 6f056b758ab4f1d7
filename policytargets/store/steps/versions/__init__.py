"""One module for each step, with its SQL beside it."""
