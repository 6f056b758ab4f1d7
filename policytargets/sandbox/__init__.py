"""SQL typed by users: one child process per query, under limits, on a record file that can only be read."""
