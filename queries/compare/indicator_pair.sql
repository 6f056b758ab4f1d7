-- One row per indicator that one of two districts sets and the other sets too, if only on another basis of the same thing;
-- `shared` says whether both set this very indicator.
-- $districts VARCHAR[]: the two districts
WITH own AS (
    SELECT DISTINCT indicator_id, subject_id, district_id
    FROM current_targets
    WHERE list_contains($districts, district_id)
)

SELECT
    i.indicator_id, i.name AS indicator, coalesce(i.subject_id, i.indicator_id) AS subject, c.name AS category,
    count(DISTINCT o.district_id) FILTER (o.indicator_id = i.indicator_id) = 2 AS shared
FROM indicators AS i
JOIN categories AS c USING (category_id)
JOIN own AS o ON o.indicator_id = i.indicator_id OR o.subject_id = i.subject_id
GROUP BY i.indicator_id, i.name, i.subject_id, c.name, c.sort
HAVING count(DISTINCT o.district_id) = 2 AND bool_or(o.indicator_id = i.indicator_id)
ORDER BY c.sort, shared DESC, i.indicator_id
