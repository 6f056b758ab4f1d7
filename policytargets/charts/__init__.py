"""Charts: pure functions from rows or a comparison to a picture's specification. No widget, no query."""
