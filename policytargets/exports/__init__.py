"""Files to take away: tables, pictures and slides, each carrying its own source."""
