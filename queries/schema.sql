-- The fourteen curated tables with their keys, references and codes.
CREATE TABLE districts (
    district_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL UNIQUE,
    short_name VARCHAR NOT NULL UNIQUE,
    city VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('市辖区', '县级市', '功能区')),
    adcode VARCHAR CHECK (adcode IS NULL OR regexp_full_match(adcode, '[1-9][0-9]{5}'))
);

CREATE TABLE documents (
    document_id VARCHAR PRIMARY KEY,
    district_id VARCHAR NOT NULL REFERENCES districts (district_id),
    title VARCHAR NOT NULL,
    doc_no VARCHAR,
    issuer VARCHAR,
    issued_on DATE,
    status VARCHAR NOT NULL CHECK (status IN ('issued', 'draft')),
    period_start DATE NOT NULL,
    period_end DATE NOT NULL CHECK (period_end >= period_start),
    stated_task_count INTEGER NOT NULL CHECK (stated_task_count > 0),
    source_sha256 VARCHAR NOT NULL CHECK (regexp_full_match(source_sha256, '[0-9a-f]{64}'))
);

CREATE TABLE categories (
    category_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL UNIQUE,
    sort INTEGER NOT NULL UNIQUE,
    description VARCHAR NOT NULL
);

CREATE TABLE lines (
    line_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL UNIQUE,
    sort INTEGER NOT NULL UNIQUE
);

CREATE TABLE departments (
    department_id VARCHAR PRIMARY KEY,
    district_id VARCHAR NOT NULL REFERENCES districts (district_id),
    name VARCHAR NOT NULL,
    line_ids VARCHAR[] NOT NULL CHECK (len(line_ids) > 0),
    UNIQUE (district_id, name)
);

CREATE TABLE department_names (
    district_id VARCHAR NOT NULL REFERENCES districts (district_id),
    printed VARCHAR NOT NULL,
    department_id VARCHAR NOT NULL REFERENCES departments (department_id),
    PRIMARY KEY (district_id, printed)
);

CREATE TABLE tasks (
    task_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL REFERENCES documents (document_id),
    chapter_no INTEGER NOT NULL CHECK (chapter_no > 0),
    chapter VARCHAR NOT NULL,
    section VARCHAR,
    task_no INTEGER NOT NULL CHECK (task_no >= 0),
    item VARCHAR,
    title VARCHAR NOT NULL,
    category_id VARCHAR NOT NULL REFERENCES categories (category_id)
);

CREATE TABLE responsibilities (
    task_id VARCHAR NOT NULL REFERENCES tasks (task_id),
    role VARCHAR NOT NULL CHECK (role IN ('lead', 'support')),
    position INTEGER NOT NULL CHECK (position > 0),
    printed VARCHAR NOT NULL,
    department_id VARCHAR NOT NULL REFERENCES departments (department_id),
    and_others BOOLEAN NOT NULL,
    PRIMARY KEY (task_id, role, position)
);

CREATE TABLE units (
    unit VARCHAR PRIMARY KEY,
    quantity VARCHAR NOT NULL,
    canonical_unit VARCHAR NOT NULL,
    factor DECIMAL(24, 8) NOT NULL CHECK (factor > 0)
);

CREATE TABLE indicators (
    indicator_id VARCHAR PRIMARY KEY,
    family_id VARCHAR NOT NULL,
    subject_id VARCHAR,
    part_of VARCHAR,
    name VARCHAR NOT NULL UNIQUE,
    category_id VARCHAR NOT NULL REFERENCES categories (category_id),
    basis VARCHAR NOT NULL CHECK (basis IN ('new', 'cumulative', 'level', 'share', 'growth', 'cap')),
    unit VARCHAR REFERENCES units (unit),
    direction VARCHAR NOT NULL CHECK (direction IN ('higher', 'lower', 'none')),
    definition VARCHAR NOT NULL,
    comparable_note VARCHAR,
    headline INTEGER UNIQUE CHECK (headline > 0)
);

CREATE TABLE targets (
    target_id VARCHAR PRIMARY KEY,
    task_id VARCHAR NOT NULL REFERENCES tasks (task_id),
    seq INTEGER NOT NULL CHECK (seq > 0),
    indicator_id VARCHAR NOT NULL REFERENCES indicators (indicator_id),
    name VARCHAR NOT NULL,
    printed VARCHAR NOT NULL,
    position INTEGER CHECK (position > 0),
    stated_in VARCHAR NOT NULL CHECK (stated_in IN ('digits', 'numeral', 'words')),
    benchmark VARCHAR,
    comparator VARCHAR NOT NULL
        CHECK (comparator IN ('at_least', 'more_than', 'exactly', 'about', 'less_than', 'at_most', 'between')),
    value DECIMAL(18, 4),
    value_high DECIMAL(18, 4),
    unit VARCHAR REFERENCES units (unit),
    basis VARCHAR NOT NULL CHECK (basis IN ('new', 'cumulative', 'level', 'share', 'growth', 'cap')),
    period VARCHAR NOT NULL CHECK (period IN ('year', 'each_year', 'average', 'by_end', 'plan')),
    due_year INTEGER NOT NULL,
    strength VARCHAR NOT NULL CHECK (strength IN ('ensure', 'plain', 'strive')),
    withheld BOOLEAN NOT NULL,
    restates VARCHAR,
    part_of VARCHAR,
    caveat VARCHAR,
    UNIQUE (task_id, seq)
);

CREATE TABLE excluded_figures (
    document_id VARCHAR NOT NULL REFERENCES documents (document_id),
    task_id VARCHAR NOT NULL REFERENCES tasks (task_id),
    printed VARCHAR NOT NULL,
    position INTEGER NOT NULL CHECK (position > 0),
    reason VARCHAR NOT NULL,
    PRIMARY KEY (task_id, printed, position)
);

CREATE TABLE excluded_words (
    task_id VARCHAR NOT NULL REFERENCES tasks (task_id),
    printed VARCHAR NOT NULL,
    occurrence INTEGER NOT NULL CHECK (occurrence > 0),
    reason VARCHAR NOT NULL
        CHECK (reason IN ('slogan', 'programme', 'past', 'scope', 'continuing_duty', 'described_object')),
    PRIMARY KEY (task_id, printed, occurrence)
);

CREATE TABLE projects (
    project_id VARCHAR PRIMARY KEY,
    task_id VARCHAR NOT NULL REFERENCES tasks (task_id),
    seq INTEGER NOT NULL CHECK (seq > 0),
    name VARCHAR NOT NULL,
    stage VARCHAR,
    stage_group VARCHAR
        CHECK (stage_group IN ('preliminary', 'start', 'under_way', 'completion', 'operation')),
    year INTEGER NOT NULL,
    UNIQUE (task_id, seq)
);

-- Text made comparable for searching: full-width forms narrowed, brackets alike, lower case, no white space.
-- `policytargets/wording/searching.py` folds what is typed in the same way.
CREATE MACRO folded(words) AS regexp_replace(
    lower(translate(translate(
        words,
        '！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～　',
        '!"#$%&''()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}~ '
    ), '〔〕【】[]', '()()()')),
    '\s', '', 'g'
);

-- Whether a filter lets a code through; nothing chosen lets everything through.
CREATE MACRO among(chosen, code) AS len(chosen) = 0 OR list_contains(chosen, code);

-- Whether any of the chosen lines or departments answers for a task in one of the roles; nothing chosen means all.
CREATE MACRO answers(chosen, roles, leads, supports) AS
    len(chosen) = 0
    OR (list_contains(roles, 'lead') AND list_has_any(chosen, leads))
    OR (list_contains(roles, 'support') AND list_has_any(chosen, supports));

-- Whether a target holds all of the words, given the bits that its texts and its duty hold; no words let all through.
CREATE MACRO holds(words, by_text, by_duty, target_text, task_text, document_text, duty) AS
    len(words) = 0
    OR (by_text[target_text] | by_text[task_text] | by_text[document_text] | by_duty[duty])
    = (1::BIGINT << len(words)) - 1;

-- What a search looks through, in three parts, so that words which many targets share are kept and searched once: the
-- target's own words, those of its task, those of its document. The names of lines stand in `duties`.
CREATE MACRO words_of_target(target_name, indicator, printed, caveat) AS
    concat_ws('|', target_name, indicator, printed, caveat);
CREATE MACRO words_of_task(title, item, chapter, category, leads, supports) AS
    concat_ws('|', title, item, chapter, category, array_to_string(leads, '|'), array_to_string(supports, '|'));
CREATE MACRO words_of_document(district, doc_no, title) AS concat_ws('|', district, doc_no, title);
