"""The same page with another framework, to measure the board against."""
