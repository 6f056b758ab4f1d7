-- The curated tables with their keys, references and codes.
CREATE TABLE districts (
    district_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL UNIQUE,
    short_name VARCHAR NOT NULL UNIQUE,
    city VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('市辖区', '县级市', '县', '自治县', '旗', '自治旗', '功能区')),
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
    stated_task_count INTEGER NOT NULL CHECK (stated_task_count >= 0),
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

CREATE TABLE department_aliases (
    alias VARCHAR PRIMARY KEY,
    line_id VARCHAR NOT NULL REFERENCES lines (line_id)
);

CREATE TABLE tasks (
    task_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL REFERENCES documents (document_id),
    chapter_no INTEGER NOT NULL CHECK (chapter_no >= 0),
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
    stated_in VARCHAR NOT NULL CHECK (stated_in IN ('digits', 'cell', 'numeral', 'words')),
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
    succeeds VARCHAR,
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
        CHECK (
            reason IN (
                'slogan', 'programme', 'past', 'scope', 'continuing_duty', 'described_object', 'restated', 'not_in_plan',
                'duplicate', 'misread'
            )
        ),
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

CREATE TABLE reviews (
    target_id VARCHAR PRIMARY KEY REFERENCES targets (target_id),
    candidate_id VARCHAR NOT NULL,
    extractor VARCHAR NOT NULL,
    decided VARCHAR NOT NULL CHECK (decided IN ('accepted', 'corrected')),
    changed VARCHAR[],
    reviewer VARCHAR NOT NULL,
    decided_on DATE NOT NULL
);

CREATE TABLE tracking (
    due_id VARCHAR PRIMARY KEY,
    reading VARCHAR
        CHECK (reading IN ('cumulative', 'year_to_date', 'used', 'stock', 'share', 'mean', 'growth', 'yearly')),
    pacing VARCHAR CHECK (pacing IN ('linear', 'planned', 'hold', 'final', 'ceiling', 'nodes')),
    averaged BOOLEAN,
    cadence VARCHAR CHECK (cadence IN ('ten_days', 'month', 'quarter', 'half_year', 'year')),
    figure_source VARCHAR CHECK (figure_source IN ('statistics', 'department', 'self_reported')),
    note VARCHAR NOT NULL
);

CREATE TABLE light_rules (
    rule_id VARCHAR PRIMARY KEY,
    sort INTEGER NOT NULL UNIQUE,
    name VARCHAR NOT NULL UNIQUE,
    place VARCHAR NOT NULL,
    year INTEGER,
    measure VARCHAR NOT NULL CHECK (measure IN ('points', 'ratio')),
    green_from DECIMAL(9, 2) NOT NULL,
    green_included BOOLEAN NOT NULL,
    yellow_from DECIMAL(9, 2) CHECK (yellow_from < green_from),
    source VARCHAR NOT NULL,
    note VARCHAR NOT NULL
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
-- Departments count in the asked roles alone.
CREATE MACRO holds(words, roles, by_text, by_duty, target_text, task_text, document_text, lead_text, support_text, duty) AS
    len(words) = 0
    OR (
        by_text[target_text] | by_text[task_text] | by_text[document_text] | by_duty[duty]
        | CASE WHEN list_contains(roles, 'lead') THEN by_text[lead_text] ELSE 0 END
        | CASE WHEN list_contains(roles, 'support') THEN by_text[support_text] ELSE 0 END
    ) = (1::BIGINT << len(words)) - 1;

-- A number up to 9999 as it is said, 一百零七; so task numbers are searched, and a figure that is searched finds no task.
CREATE MACRO in_numerals(n) AS regexp_replace(
    trim(
        regexp_replace(
            regexp_replace(
                translate(
                    format('{}千{}百{}十{}', n // 1000, n // 100 % 10, n // 10 % 10, n % 10), '0123456789', '零一二三四五六七八九'
                ),
                '零[千百十]', '零', 'g'
            ),
            '零+', '零', 'g'
        ),
        '零'
    ),
    '^一十', '十'
);

-- What a search looks through, in parts, so that words which many targets share are kept and searched once: the target's
-- own words, those of its task, its departments in either role, its document. The names of lines stand in `duties`.
CREATE MACRO words_of_target(target_name, indicator, printed, caveat) AS
    concat_ws('|', target_name, indicator, printed, caveat);
CREATE MACRO words_of_task(task_no, title, item, chapter, category) AS
    concat_ws('|', title, item, chapter, category, CASE WHEN task_no > 0 THEN '第' || in_numerals(task_no) || '项' END);
CREATE MACRO words_of_departments(names) AS array_to_string(names, '|');
CREATE MACRO words_of_document(district, doc_no, title) AS concat_ws('|', district, doc_no, title);

-- By what a stated figure becomes one in its indicator's unit; a number without a unit, of an indicator without one,
-- stays what it is.
CREATE MACRO factor_between(own, indicators) AS
    CASE WHEN own IS NULL AND indicators IS NULL THEN 1 ELSE own / indicators END;

-- Whether an indicator counts whole things: its unit does, and it is no rate such as beds per thousand people.
CREATE MACRO counts_things(indicator, quantity, factor) AS
    coalesce(quantity IN ('计数', '人数', '场次', '轮次', '户数', '天数', '床位', '存栏') AND factor = 1, false)
        AND NOT regexp_matches(indicator, '每.*人|人均');

-- What a due item is asked for and how it is paced unless `tracking` says otherwise.
CREATE MACRO default_reading(basis, period, quantity, averaged) AS CASE
    WHEN averaged THEN 'yearly'
    WHEN basis IN ('growth', 'share') THEN basis
    WHEN basis = 'new' THEN 'cumulative'
    WHEN basis = 'cap' AND period <> 'by_end' THEN 'used'
    WHEN basis = 'level' AND quantity = '浓度' THEN 'mean'
    WHEN basis = 'level' AND period = 'year' THEN 'year_to_date'
    ELSE 'stock'
END;
CREATE MACRO default_pacing(basis, period, sense, averaged, goal, reading) AS CASE
    WHEN averaged OR basis = 'growth' THEN 'hold'
    -- What accrues and should stay low can't be undone: accidents, new debts, water drawn.
    WHEN sense = 'lower' AND reading IN ('cumulative', 'used', 'year_to_date') THEN 'ceiling'
    WHEN basis = 'cap' OR basis = 'share' AND goal = 100 AND sense = 'higher' THEN 'hold'
    WHEN period = 'each_year' AND basis <> 'new' THEN 'hold'
    WHEN reading = 'year_to_date' THEN 'final'
    ELSE 'linear'
END;

-- The end of a day as a point of time in months, counted in parts so small that a day of any month is a whole number of
-- them (28, 29, 30 and 31 divide 377580): at its last day a month is whole, days count inside a month only.
CREATE MACRO month_ticks(day) AS
    (year(day) * 12 + month(day) - 1)::BIGINT * 377580 + day(day) * (377580 // day(last_day(day)));

-- Whether a figure meets a target: by the word of its bound, else by the direction that is wanted.
CREATE MACRO is_met(comparator, direction, figure, low, high, tolerance) AS CASE comparator
    WHEN 'at_least' THEN figure >= low
    WHEN 'more_than' THEN figure > low
    WHEN 'at_most' THEN figure <= low
    WHEN 'less_than' THEN figure < low
    WHEN 'about' THEN CASE WHEN direction = 'lower' THEN figure <= low + tolerance ELSE figure >= low - tolerance END
    WHEN 'between' THEN CASE direction
        WHEN 'higher' THEN figure >= low WHEN 'lower' THEN figure <= high ELSE figure >= low AND figure <= high END
    ELSE CASE direction WHEN 'higher' THEN figure >= low WHEN 'lower' THEN figure <= low ELSE figure = low END
END;

-- How far a gap lies above (+) or below (-) a cut, given in hundredths of a scale, without dividing. Where there is no
-- scale (a target of 0), what falls short is a whole one short.
CREATE MACRO above_cut(gap, scale, cut) AS
    CASE WHEN scale > 0 THEN 100 * gap - cut * scale WHEN gap < 0 THEN -100 - cut WHEN gap >= 0 THEN -cut END;

-- How a figure stands to its schedule, in steps of ten points of the way. `just`: it reaches a bound that it has to exceed.
CREATE MACRO paced_state(ceiling, gap, way, just) AS CASE
    WHEN gap >= 0 AND ceiling THEN 'within_limit'
    WHEN gap >= 0 AND NOT just THEN CASE WHEN above_cut(gap, way, 10) >= 0 THEN 'ahead' ELSE 'on_schedule' END
    ELSE CASE WHEN above_cut(gap, way, -10) > 0 THEN 'slightly_' ELSE '' END || CASE WHEN ceiling THEN 'over' ELSE 'behind' END
END;

-- What can be said of a reading without a look at its schedule; nothing where the schedule decides.
CREATE MACRO settled_state(withheld, goal, early, ended, lack, figure, met, pacing, paced, basis, reading) AS CASE
    WHEN goal IS NULL THEN CASE WHEN withheld THEN 'withheld' ELSE 'worded' END
    WHEN early THEN 'not_begun'
    WHEN figure IS NULL THEN coalesce(lack, CASE WHEN ended THEN 'overdue_unreported' ELSE 'unreported' END)
    WHEN pacing = 'ceiling' AND NOT met THEN 'breached'
    WHEN ended THEN CASE WHEN met THEN 'done' ELSE 'unfinished' END
    WHEN met AND pacing NOT IN ('hold', 'ceiling') THEN
        -- Stocks and shares may fall again until the end.
        CASE WHEN basis IN ('cumulative', 'share') OR basis = 'level' AND reading <> 'year_to_date' THEN 'reached' ELSE 'done' END
    WHEN NOT paced THEN CASE pacing WHEN 'final' THEN 'final' WHEN 'linear' THEN 'no_baseline' ELSE 'no_schedule' END
END;
