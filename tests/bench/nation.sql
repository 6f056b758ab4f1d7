-- The tables of a synthetic nation in the shape of the curated tables (schema `template`): every county takes over one
-- of the plans with its departments and repeats it year by year with other figures. Nothing in it is a fact.
-- The variables counties, plans and seed say how many counties, plans a county, and which of all possible nations.
CREATE TEMP TABLE molds AS
WITH ranked AS (
    SELECT o.district_id, o.document_id, row_number() OVER (ORDER BY count(*) DESC, o.document_id) AS place
    FROM template.documents AS o
    JOIN template.tasks AS t USING (document_id)
    JOIN template.targets AS g USING (task_id)
    GROUP BY o.district_id, o.document_id
)

-- The two richest plans are taken over twice as often: about seventy targets a plan.
SELECT district_id, document_id, (row_number() OVER (ORDER BY place, again) - 1)::UBIGINT AS draw
FROM ranked
JOIN range(2) AS twice (again) ON again = 0 OR place <= 2;

CREATE TEMP TABLE counties AS
SELECT
    lpad(number::VARCHAR, 4, '0') AS number, 'synthetic-' || lpad(number::VARCHAR, 4, '0') AS county_id,
    m.district_id AS mold_id, m.document_id AS mold_plan
FROM range(1, getvariable('counties') + 1) AS numbers (number)
JOIN molds AS m ON m.draw = hash(number, getvariable('seed')) % (SELECT count(*) FROM molds);

CREATE TEMP TABLE plans AS
SELECT c.*, county_id || '-' || (2022 + plan) AS plan_id, plan - 1 AS years
FROM counties AS c
CROSS JOIN range(1, getvariable('plans') + 1) AS numbers (plan);

INSERT INTO categories FROM template.categories;
INSERT INTO lines FROM template.lines;
INSERT INTO department_aliases FROM template.department_aliases;
INSERT INTO units FROM template.units;
INSERT INTO light_rules FROM template.light_rules;
INSERT INTO indicators FROM template.indicators;

INSERT INTO districts
SELECT county_id, '合成县' || number, '合成' || number, '合成', '市辖区', NULL
FROM counties
ORDER BY county_id;

INSERT INTO documents
SELECT
    p.plan_id, p.county_id, '合成数据：合成县' || p.number || '第' || (p.years + 1) || '份计划',
    CASE WHEN o.status = 'issued' THEN '合成〔' || (2023 + p.years) || '〕' || p.number || '号' END, o.issuer,
    o.issued_on + to_years(p.years), o.status, o.period_start + to_years(p.years), o.period_end + to_years(p.years),
    o.stated_task_count, sha256(p.plan_id)
FROM plans AS p
JOIN template.documents AS o ON o.document_id = p.mold_plan
ORDER BY p.plan_id;

INSERT INTO departments
SELECT c.county_id || substr(d.department_id, len(c.mold_id) + 1), c.county_id, d.name, d.line_ids
FROM counties AS c
JOIN template.departments AS d ON d.district_id = c.mold_id
ORDER BY ALL;

INSERT INTO department_names
SELECT c.county_id, n.printed, c.county_id || substr(n.department_id, len(c.mold_id) + 1)
FROM counties AS c
JOIN template.department_names AS n ON n.district_id = c.mold_id
ORDER BY ALL;

-- The large tables, and those that refer to them, are made anew without keys and references: looking up millions of rows that follow from a
-- formula takes minutes. Their columns and types stay those of the schema.
CREATE TABLE bare_tasks AS FROM tasks LIMIT 0;
CREATE OR REPLACE TABLE reviews AS FROM reviews LIMIT 0;
CREATE OR REPLACE TABLE responsibilities AS FROM responsibilities LIMIT 0;
CREATE OR REPLACE TABLE targets AS FROM targets LIMIT 0;
CREATE OR REPLACE TABLE excluded_figures AS FROM excluded_figures LIMIT 0;
CREATE OR REPLACE TABLE excluded_words AS FROM excluded_words LIMIT 0;
CREATE OR REPLACE TABLE projects AS FROM projects LIMIT 0;
DROP TABLE tasks;
ALTER TABLE bare_tasks RENAME TO tasks;

INSERT INTO tasks
SELECT
    p.plan_id || substr(t.task_id, len(p.mold_plan) + 1), p.plan_id,
    t.chapter_no, t.chapter, t.section, t.task_no, t.item, t.title, t.category_id
FROM plans AS p
JOIN template.tasks AS t ON t.document_id = p.mold_plan
ORDER BY p.plan_id, t.task_no, t.task_id;

INSERT INTO responsibilities
SELECT
    p.plan_id || substr(r.task_id, len(p.mold_plan) + 1), r.role, r.position, r.printed,
    p.county_id || substr(r.department_id, len(p.mold_id) + 1), r.and_others
FROM plans AS p
JOIN template.tasks AS t ON t.document_id = p.mold_plan
JOIN template.responsibilities AS r USING (task_id)
ORDER BY p.plan_id, t.task_no, t.task_id, r.role, r.position;

INSERT INTO targets
WITH drawn AS (
    SELECT
        p.plan_id, p.years, p.mold_plan, t.task_no, g.*,
        0.5 + (hash(p.plan_id, g.target_id, getvariable('seed')) % 1000)::DOUBLE / 1000 AS luck,
        g.value = trunc(g.value) AS whole,
        CASE WHEN g.unit = '%' THEN 100 ELSE 99999999999 END AS most
    FROM plans AS p
    JOIN template.tasks AS t ON t.document_id = p.mold_plan
    JOIN template.targets AS g USING (task_id)
    WHERE g.stated_in <> 'words'
),

figures AS (
    SELECT
        * REPLACE (
            least(most, greatest(1, round(value * luck, CASE WHEN whole THEN 0 ELSE 2 END)))::DECIMAL(18, 4) AS value,
            least(most, greatest(2, round(value_high * luck * 1.1, 0)))::DECIMAL(18, 4) AS value_high
        )
    FROM drawn
)

SELECT
    plan_id || substr(target_id, len(mold_plan) + 1), plan_id || substr(task_id, len(mold_plan) + 1),
    seq, indicator_id, name,
    coalesce(
        CASE comparator WHEN 'more_than' THEN '突破' ELSE '' END
        || format('{:g}', value::DOUBLE) || coalesce('—' || format('{:g}', value_high::DOUBLE), '') || coalesce(unit, '')
        || CASE comparator WHEN 'at_least' THEN '以上' WHEN 'at_most' THEN '以内' WHEN 'about' THEN '左右' ELSE '' END,
        printed
    ),
    position, stated_in, benchmark, comparator, value, value_high, unit, basis, period, due_year + years, strength, withheld,
    plan_id || substr(restates, len(mold_plan) + 1), plan_id || substr(part_of, len(mold_plan) + 1), NULL, caveat
FROM figures
ORDER BY plan_id, task_no, task_id, seq;

INSERT INTO excluded_figures
SELECT p.plan_id, p.plan_id || substr(x.task_id, len(p.mold_plan) + 1), x.printed, x.position, x.reason
FROM plans AS p
JOIN template.excluded_figures AS x ON x.document_id = p.mold_plan
ORDER BY ALL;

DROP TABLE plans;
DROP TABLE counties;
DROP TABLE molds;
