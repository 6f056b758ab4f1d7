-- The days of a period as they were set anew, with the reason.
CREATE TABLE period_changes (
    change_id TEXT NOT NULL PRIMARY KEY,
    period_id TEXT NOT NULL REFERENCES periods (period_id),
    opens_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    closes_on TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (length(reason) > 0),
    supersedes TEXT UNIQUE REFERENCES period_changes (change_id),
    entry_id BIGINT NOT NULL REFERENCES entries (entry_id),
    CHECK (opens_on <= due_on AND due_on <= closes_on)
);
-- append-only: period_changes
