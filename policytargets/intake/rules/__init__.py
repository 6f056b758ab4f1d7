"""What the words around a figure mean: one small module for each question, all pure functions over a view."""
