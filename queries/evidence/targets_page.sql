-- One row per target on one page of the list, and on each the number of all targets found; where the page holds none,
-- one row with that number alone. The filters are those of `evidence/targets`.
-- $districts VARCHAR[]: district ids
-- $categories VARCHAR[]: category ids
-- $lines VARCHAR[]: functional lines of a department in one of the roles
-- $departments VARCHAR[]: department ids in one of the roles
-- $roles VARCHAR[]: lead, support; which roles count for lines and departments
-- $bases VARCHAR[]: basis codes
-- $strengths VARCHAR[]: strength codes
-- $due_years INTEGER[]: due years
-- $presences VARCHAR[]: set (a figure is stated), withheld (it is masked)
-- $words VARCHAR[]: folded search words, all of which must occur
-- $indicators VARCHAR[]: indicator ids
-- $order VARCHAR: plan, indicator (same indicators together, high before low), due_year, department (first lead)
-- $limit INTEGER: targets on a page
-- $offset INTEGER: targets before the page
WITH hits AS (
    SELECT
        f.target_id, f.counted, f.document_id, f.chapter_no, f.task_no, f.item, f.seq,
        CASE $order WHEN 'due_year' THEN f.due_year WHEN 'indicator' THEN f.category_sort END AS rank,
        CASE $order WHEN 'department' THEN f.leads[1] WHEN 'indicator' THEN f.indicator END AS label,
        CASE WHEN $order = 'indicator' THEN f.value_std END AS amount
    FROM target_full AS f
    JOIN target_text AS x USING (target_id)
    WHERE among($districts, f.district_id)
        AND among($categories, f.category_id)
        AND answers($lines, $roles, f.lead_lines, f.support_lines)
        AND answers($departments, $roles, f.lead_ids, f.support_ids)
        AND among($bases, f.basis)
        AND among($strengths, f.strength)
        AND among($due_years, f.due_year)
        AND among($presences, CASE WHEN f.withheld THEN 'withheld' ELSE 'set' END)
        AND among($indicators, f.indicator_id)
        AND len(list_filter($words, lambda word: NOT contains(x.text, word))) = 0
),

ordered AS (
    SELECT target_id
    FROM hits
    ORDER BY rank, label NULLS LAST, amount DESC NULLS LAST, document_id, chapter_no, task_no, item NULLS FIRST, seq
    LIMIT $limit OFFSET $offset
),

page AS (SELECT target_id, row_number() OVER () AS place FROM ordered),

totals AS (SELECT count(*) AS found, count(*) FILTER (counted) AS found_counted FROM hits)

SELECT
    n.found, n.found_counted, p.place, f.*, o.title, o.doc_no,
    (SELECT list(l.name ORDER BY l.sort) FROM lines AS l WHERE list_contains(f.lines, l.line_id)) AS line_names
FROM totals AS n
LEFT JOIN page AS p ON true
LEFT JOIN target_full AS f ON f.target_id = p.target_id
LEFT JOIN documents AS o ON o.document_id = f.document_id
ORDER BY p.place
