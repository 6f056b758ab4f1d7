"""What the pages are built of: the cached record, filters bound to the address, and blocks."""
