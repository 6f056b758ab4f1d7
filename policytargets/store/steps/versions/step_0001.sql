-- The first tables. Statements end with a semicolon at the end of a line; {bytes} is the engine's type for files.
-- A line "-- append-only: a b c" closes these tables to every change and deletion.
CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
CREATE TABLE entries (
    entry_id BIGINT NOT NULL PRIMARY KEY,
    recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 27),
    command_id TEXT NOT NULL UNIQUE,
    person_id TEXT NOT NULL,
    acting_for TEXT,
    channel TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    record_version TEXT NOT NULL,
    previous_hash TEXT NOT NULL UNIQUE,
    hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
);
CREATE TABLE blobs (
    sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
    bytes {bytes} NOT NULL,
    entry_id BIGINT NOT NULL REFERENCES entries (entry_id)
);
CREATE TABLE people (
    person_id TEXT NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL CHECK (length(name) > 0),
    entry_id BIGINT NOT NULL REFERENCES entries (entry_id)
);
CREATE TABLE grants (
    grant_id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (person_id),
    role TEXT NOT NULL CHECK (role IN ('reader', 'reporter', 'signer', 'checker', 'admin')),
    district_id TEXT,
    department_id TEXT,
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    entry_id BIGINT NOT NULL REFERENCES entries (entry_id),
    CHECK ((role IN ('reporter', 'signer')) = (department_id IS NOT NULL)),
    CHECK ((role = 'checker') = (district_id IS NOT NULL))
);
CREATE TABLE revocations (
    grant_id TEXT NOT NULL PRIMARY KEY REFERENCES grants (grant_id),
    reason TEXT NOT NULL,
    entry_id BIGINT NOT NULL REFERENCES entries (entry_id)
);
CREATE TABLE credentials (
    person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (person_id),
    password_hash TEXT NOT NULL,
    must_change BOOLEAN NOT NULL,
    set_at TEXT NOT NULL
);
CREATE TABLE sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL REFERENCES people (person_id),
    began_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    ended_at TEXT
);
CREATE TABLE sign_ins (
    sign_in_id TEXT NOT NULL PRIMARY KEY,
    tried_at TEXT NOT NULL,
    subject TEXT NOT NULL,
    address TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('signed_in', 'refused', 'held_back', 'signed_out'))
);
CREATE TABLE assignments (
    assignment_id TEXT NOT NULL PRIMARY KEY,
    due_id TEXT NOT NULL,
    department_id TEXT NOT NULL,
    supersedes TEXT UNIQUE REFERENCES assignments (assignment_id),
    entry_id BIGINT NOT NULL REFERENCES entries (entry_id)
);
CREATE TABLE periods (
    period_id TEXT NOT NULL PRIMARY KEY,
    district_id TEXT NOT NULL,
    cadence TEXT NOT NULL CHECK (cadence IN ('ten_days', 'month', 'quarter', 'half_year', 'year')),
    starts_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    opens_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    closes_on TEXT NOT NULL,
    entry_id BIGINT NOT NULL REFERENCES entries (entry_id),
    UNIQUE (district_id, cadence, ends_on),
    CHECK (starts_on <= ends_on AND ends_on < opens_on AND opens_on <= due_on AND due_on <= closes_on)
);
CREATE TABLE courses (
    course_id TEXT NOT NULL PRIMARY KEY,
    due_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    pacing TEXT NOT NULL CHECK (pacing IN ('linear', 'planned', 'hold', 'final', 'ceiling', 'nodes')),
    baseline TEXT,
    baseline_on TEXT,
    baseline_source TEXT,
    figure_source TEXT,
    reason TEXT NOT NULL,
    supersedes TEXT UNIQUE REFERENCES courses (course_id),
    entry_id BIGINT NOT NULL REFERENCES entries (entry_id),
    UNIQUE (due_id, version),
    CHECK ((supersedes IS NULL) = (version = 1))
);
CREATE TABLE course_events (
    event_id TEXT NOT NULL PRIMARY KEY,
    course_id TEXT NOT NULL REFERENCES courses (course_id),
    kind TEXT NOT NULL CHECK (kind IN ('proposed', 'approved', 'returned')),
    reason TEXT,
    entry_id BIGINT NOT NULL REFERENCES entries (entry_id),
    CHECK (kind <> 'returned' OR reason IS NOT NULL)
);
CREATE TABLE course_points (
    course_id TEXT NOT NULL REFERENCES courses (course_id),
    ends_on TEXT NOT NULL,
    planned TEXT,
    node_text TEXT,
    entry_id BIGINT NOT NULL REFERENCES entries (entry_id),
    PRIMARY KEY (course_id, ends_on),
    CHECK (planned IS NOT NULL OR node_text IS NOT NULL)
);
CREATE TABLE reports (
    report_id TEXT NOT NULL PRIMARY KEY,
    due_id TEXT NOT NULL,
    period_id TEXT NOT NULL REFERENCES periods (period_id),
    revision INTEGER NOT NULL,
    supersedes TEXT UNIQUE REFERENCES reports (report_id),
    department_id TEXT NOT NULL,
    figure_state TEXT NOT NULL CHECK (figure_state IN ('given', 'not_available', 'not_applicable')),
    value TEXT,
    unit TEXT,
    value_as_typed TEXT NOT NULL,
    progress TEXT NOT NULL,
    obstacle TEXT NOT NULL,
    next_step TEXT NOT NULL,
    needs_coordination TEXT NOT NULL,
    outlook TEXT NOT NULL CHECK (outlook IN ('', 'on_time', 'in_difficulty', 'impossible')),
    expected_on TEXT,
    finished_on TEXT,
    signed_by TEXT NOT NULL,
    source_note TEXT NOT NULL,
    change_reason TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    entry_id BIGINT NOT NULL REFERENCES entries (entry_id),
    UNIQUE (due_id, period_id, revision),
    CHECK ((supersedes IS NULL) = (revision = 1)),
    CHECK ((value IS NULL) = (figure_state <> 'given'))
);
CREATE TABLE report_events (
    event_id TEXT NOT NULL PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (report_id),
    kind TEXT NOT NULL CHECK (kind IN ('submitted', 'withdrawn', 'checked', 'returned', 'released')),
    reason TEXT,
    entry_id BIGINT NOT NULL REFERENCES entries (entry_id),
    CHECK (kind <> 'returned' OR length(reason) > 0)
);
CREATE TABLE evidence (
    evidence_id TEXT NOT NULL PRIMARY KEY,
    report_id TEXT NOT NULL REFERENCES reports (report_id),
    sha256 TEXT NOT NULL REFERENCES blobs (sha256),
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    entry_id BIGINT NOT NULL REFERENCES entries (entry_id)
);
CREATE TABLE imports (
    import_id TEXT NOT NULL PRIMARY KEY,
    person_id TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES blobs (sha256),
    name TEXT NOT NULL,
    result TEXT NOT NULL,
    entry_id BIGINT NOT NULL REFERENCES entries (entry_id),
    UNIQUE (sha256, person_id)
);
CREATE TABLE drafts (
    due_id TEXT NOT NULL,
    period_id TEXT NOT NULL REFERENCES periods (period_id),
    department_id TEXT NOT NULL,
    body TEXT NOT NULL,
    version INTEGER NOT NULL,
    person_id TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (due_id, period_id, department_id)
);
CREATE INDEX reports_of_period ON reports (period_id, due_id);
CREATE INDEX events_of_report ON report_events (report_id, entry_id);
-- append-only: meta entries blobs people grants revocations assignments periods courses course_events course_points
-- append-only: reports report_events evidence imports
