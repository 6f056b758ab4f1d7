-- One row per category and district, also where nothing is set: counted targets, withheld ones, numbered tasks.
-- $districts VARCHAR[]: only these districts; empty = all
WITH numbers AS (
    SELECT district_id, category_id, count(*) AS targets, count(*) FILTER (withheld) AS withheld
    FROM target_full
    WHERE counted
    GROUP BY district_id, category_id
),

work AS (
    SELECT o.district_id, t.category_id, count(*) AS tasks
    FROM tasks AS t
    JOIN documents AS o USING (document_id)
    WHERE t.task_no > 0 AND t.item IS NULL
    GROUP BY o.district_id, t.category_id
)

SELECT
    s.district_id, s.name AS district, s.short_name, c.category_id, c.name AS category, c.sort AS category_sort,
    coalesce(n.targets, 0) AS targets, coalesce(n.withheld, 0) AS withheld, coalesce(w.tasks, 0) AS tasks
FROM districts AS s
CROSS JOIN categories AS c
LEFT JOIN numbers AS n USING (district_id, category_id)
LEFT JOIN work AS w USING (district_id, category_id)
WHERE len($districts) = 0 OR list_contains($districts, s.district_id)
ORDER BY c.sort, s.district_id
