-- One row per category and district, also where there is nothing: what the chosen lines or departments answer for.
-- $lines VARCHAR[]: functional lines; empty = all
-- $departments VARCHAR[]: departments; empty = all
-- $districts VARCHAR[]: only these districts; empty = all
-- $roles VARCHAR[]: lead, support; which roles count
WITH chosen AS (
    SELECT t.task_id, t.task_no, t.document_id, o.district_id, t.category_id
    FROM tasks AS t
    JOIN documents AS o USING (document_id)
    JOIN task_role AS x USING (task_id)
    WHERE list_contains($roles, 'lead') AND len(x.lead_ids) > 0
        AND (len($lines) = 0 OR list_has_any($lines, x.lead_lines))
        AND (len($departments) = 0 OR list_has_any($departments, x.lead_ids))
        OR list_contains($roles, 'support') AND len(x.support_ids) > 0
        AND (len($lines) = 0 OR list_has_any($lines, x.support_lines))
        AND (len($departments) = 0 OR list_has_any($departments, x.support_ids))
),

counts AS (
    SELECT
        c.district_id, c.category_id,
        count(DISTINCT f.target_id) AS targets,
        count(DISTINCT f.target_id) FILTER (f.withheld) AS withheld,
        count(DISTINCT (c.document_id, c.task_no)) FILTER (c.task_no > 0) AS tasks
    FROM chosen AS c
    LEFT JOIN target_full AS f ON f.task_id = c.task_id AND f.counted
    GROUP BY ALL
)

SELECT
    s.district_id, s.name AS district, s.short_name, c.category_id, c.name AS category, c.sort AS category_sort,
    coalesce(n.targets, 0) AS targets, coalesce(n.withheld, 0) AS withheld, coalesce(n.tasks, 0) AS tasks
FROM districts AS s
CROSS JOIN categories AS c
LEFT JOIN counts AS n USING (district_id, category_id)
WHERE len($districts) = 0 OR list_contains($districts, s.district_id)
ORDER BY c.sort, s.district_id
