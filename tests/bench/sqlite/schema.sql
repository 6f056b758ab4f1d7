-- The rows that the rivals work on, with the indexes that their questions ask for.
CREATE TABLE targets (
    place INTEGER PRIMARY KEY, target_id TEXT UNIQUE, task_id TEXT, document_id TEXT, district_id TEXT, category_id TEXT,
    indicator_id TEXT, counted INTEGER, withheld INTEGER, newest INTEGER, text TEXT
);
CREATE TABLE tasks (task_id TEXT, document_id TEXT, district_id TEXT, category_id TEXT, task_no INTEGER, whole INTEGER);
CREATE TABLE duties (task_id TEXT, role TEXT, line_id TEXT);
