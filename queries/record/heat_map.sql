-- One row per category and district, also where nothing is set: counted targets, withheld ones, numbered tasks.
-- $districts VARCHAR[]: only these districts; empty = all
WITH numbers AS (
    SELECT
        district_id, category_id,
        sum(targets)::BIGINT AS targets, sum(withheld)::BIGINT AS withheld, sum(tasks)::BIGINT AS tasks
    FROM plan_counts
    WHERE among($districts, district_id)
    GROUP BY district_id, category_id
)

SELECT
    s.district_id, s.name AS district, s.short_name, c.category_id, c.name AS category, c.sort AS category_sort,
    coalesce(n.targets, 0) AS targets, coalesce(n.withheld, 0) AS withheld, coalesce(n.tasks, 0) AS tasks
FROM districts AS s
CROSS JOIN categories AS c
LEFT JOIN numbers AS n USING (district_id, category_id)
WHERE among($districts, s.district_id)
ORDER BY c.sort, s.district_id
