-- What a department that leads an item, but does not report it, adds to its report; a later one replaces it.
CREATE TABLE notes (
    note_id TEXT NOT NULL PRIMARY KEY,
    due_id TEXT NOT NULL,
    period_id TEXT NOT NULL REFERENCES periods (period_id),
    department_id TEXT NOT NULL,
    said TEXT NOT NULL CHECK (length(said) > 0 OR supersedes IS NOT NULL),
    supersedes TEXT UNIQUE REFERENCES notes (note_id),
    entry_id BIGINT NOT NULL REFERENCES entries (entry_id)
);
-- append-only: notes
