-- One row per target on one page of the list, and on each the number of all targets found; where the page holds none,
-- one row with that number alone. The filters are those of `evidence/targets`.
-- $districts VARCHAR[]: district ids
-- $categories VARCHAR[]: category ids
-- $lines VARCHAR[]: functional lines of a department in one of the roles
-- $departments VARCHAR[]: department ids in one of the roles
-- $roles VARCHAR[]: lead, support; which roles count for lines and departments, chosen or searched for
-- $bases VARCHAR[]: basis codes
-- $comparators VARCHAR[]: comparator codes
-- $strengths VARCHAR[]: strength codes
-- $due_years INTEGER[]: due years
-- $presences VARCHAR[]: set (a figure is stated), withheld (it is masked), worded (words without a number)
-- $words VARCHAR[]: folded search words, all of which must occur
-- $indicators VARCHAR[]: indicator ids
-- $order VARCHAR: plan, indicator (same indicators together, high before low), due_year, department (first lead)
-- $limit INTEGER: targets on a page
-- $offset INTEGER: targets before the page
WITH hits AS NOT MATERIALIZED (
    SELECT
        f.rowid AS place_in_plan, f.counted,
        CASE $order WHEN 'due_year' THEN f.due_year WHEN 'indicator' THEN f.category_sort END AS rank,
        CASE $order WHEN 'department' THEN f.leads[1] WHEN 'indicator' THEN f.indicator END AS label,
        CASE WHEN $order = 'indicator' THEN f.value_std END AS amount
    FROM target_full AS f
    CROSS JOIN let_through($words, $lines, $departments, $roles) AS a
    WHERE among($districts, f.district_id) AND among($categories, f.category_id)
        AND (len($lines) = 0 OR a.duties_asked[f.duty_id])
        AND (len($departments) = 0 OR list_contains(a.districts_asked, f.district_id))
        AND answers($departments, $roles, f.lead_ids, f.support_ids)
        AND among($bases, f.basis) AND among($comparators, f.comparator) AND among($strengths, f.strength)
        AND among($due_years, f.due_year)
        AND among($presences, f.presence)
        AND among($indicators, f.indicator_id)
        AND holds($words, $roles, a.held_by_text, a.held_by_duty, f.target_text_id, f.task_text_id, f.document_text_id,
            f.lead_text_id, f.support_text_id, f.duty_id)
),

ordered AS (
    SELECT place_in_plan
    FROM hits
    ORDER BY rank, label COLLATE zh NULLS LAST, label NULLS LAST, amount DESC NULLS LAST, place_in_plan
    LIMIT $limit OFFSET $offset
),

placed AS (SELECT place_in_plan, row_number() OVER () AS place FROM ordered),
-- By SEMI JOIN: only then are the places looked up instead of every target being read.
page AS (SELECT f.rowid AS place_in_plan, f.* FROM target_full AS f SEMI JOIN ordered AS p ON f.rowid = p.place_in_plan),
totals AS (SELECT count(*) AS found, count(*) FILTER (counted) AS found_counted FROM hits)

SELECT
    n.found, n.found_counted, p.place, f.* EXCLUDE (place_in_plan), o.title, o.doc_no,
    (SELECT list(l.name ORDER BY l.sort) FROM lines AS l WHERE list_contains(f.lines, l.line_id)) AS line_names,
    (SELECT list(a.alias ORDER BY a.alias) FROM department_aliases AS a WHERE list_contains(f.lines, line_id)) AS aliases
FROM totals AS n
LEFT JOIN placed AS p ON true
LEFT JOIN page AS f USING (place_in_plan)
LEFT JOIN documents AS o USING (document_id)
ORDER BY p.place
