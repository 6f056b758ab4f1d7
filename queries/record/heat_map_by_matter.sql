-- One row per category and district as `record/heat_map` gives them, each target counted where its matter belongs: in the
-- category of its indicator, not of the chapter that holds its task. Tasks are counted by chapter alone.
-- $districts VARCHAR[]: only these districts; empty = all
WITH numbers AS (
    SELECT
        f.district_id, i.category_id, count(*) AS targets, count(*) FILTER (f.withheld) AS withheld,
        count(*) FILTER (f.category_id <> i.category_id) AS elsewhere
    FROM target_full AS f
    JOIN indicators AS i USING (indicator_id)
    WHERE f.counted AND among($districts, f.district_id)
    GROUP BY f.district_id, i.category_id
)

SELECT
    s.district_id, s.name AS district, s.short_name, c.category_id, c.name AS category, c.sort AS category_sort,
    coalesce(n.targets, 0) AS targets, coalesce(n.withheld, 0) AS withheld, 0::BIGINT AS tasks,
    coalesce(n.elsewhere, 0) AS elsewhere
FROM districts AS s
CROSS JOIN categories AS c
LEFT JOIN numbers AS n USING (district_id, category_id)
WHERE among($districts, s.district_id)
ORDER BY c.sort, s.district_id
