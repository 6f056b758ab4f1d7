-- Extensions, overrides and snapshots; when a node of a course was done.
ALTER TABLE course_points ADD COLUMN done_on TEXT;
CREATE TABLE extensions (
    extension_id TEXT NOT NULL PRIMARY KEY,
    due_id TEXT NOT NULL,
    department_id TEXT NOT NULL,
    from_due_on TEXT NOT NULL,
    to_due_on TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (length(reason) >= 10),
    done_so_far TEXT NOT NULL CHECK (length(done_so_far) > 0),
    measures TEXT NOT NULL,
    signed_by TEXT NOT NULL CHECK (length(signed_by) > 0),
    filed_late INTEGER NOT NULL CHECK (filed_late IN (0, 1)),
    entry_id BIGINT NOT NULL REFERENCES entries (entry_id),
    CHECK (to_due_on > from_due_on)
);
CREATE TABLE extension_events (
    event_id TEXT NOT NULL PRIMARY KEY,
    extension_id TEXT NOT NULL REFERENCES extensions (extension_id),
    kind TEXT NOT NULL CHECK (kind IN ('submitted', 'withdrawn', 'granted', 'refused')),
    reason TEXT,
    granted_to TEXT,
    entry_id BIGINT NOT NULL REFERENCES entries (entry_id),
    CHECK ((kind = 'granted') = (granted_to IS NOT NULL)),
    CHECK (kind <> 'refused' OR length(reason) > 0)
);
CREATE TABLE overrides (
    override_id TEXT NOT NULL PRIMARY KEY,
    due_id TEXT NOT NULL,
    period_id TEXT NOT NULL REFERENCES periods (period_id),
    light TEXT NOT NULL CHECK (light IN ('done', 'green', 'yellow', 'red', 'breached', 'lifted')),
    reason TEXT NOT NULL CHECK (length(reason) > 0),
    supersedes TEXT UNIQUE REFERENCES overrides (override_id),
    entry_id BIGINT NOT NULL REFERENCES entries (entry_id)
);
CREATE TABLE snapshots (
    snapshot_id TEXT NOT NULL PRIMARY KEY,
    district_id TEXT NOT NULL,
    period_id TEXT NOT NULL REFERENCES periods (period_id),
    rule_id TEXT NOT NULL,
    record_version TEXT NOT NULL,
    rows_hash TEXT NOT NULL CHECK (length(rows_hash) = 64),
    supersedes TEXT UNIQUE REFERENCES snapshots (snapshot_id),
    reason TEXT,
    entry_id BIGINT NOT NULL REFERENCES entries (entry_id),
    CHECK ((supersedes IS NULL) = (reason IS NULL))
);
CREATE TABLE snapshot_rows (
    snapshot_id TEXT NOT NULL REFERENCES snapshots (snapshot_id),
    due_id TEXT NOT NULL,
    report_id TEXT REFERENCES reports (report_id),
    light TEXT,
    shown TEXT NOT NULL,
    entry_id BIGINT NOT NULL REFERENCES entries (entry_id),
    PRIMARY KEY (snapshot_id, due_id)
);
-- append-only: extensions extension_events overrides snapshots snapshot_rows
