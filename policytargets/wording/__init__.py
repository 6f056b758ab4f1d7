"""Words and figures: the words for every code, explanations, figures in words, searching, wrapping. Pure text."""
