"""The server around the pages: start, health, headers, what is closed."""
