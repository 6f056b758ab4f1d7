-- One row per indicator that at least two districts set, masked or not, those of most districts first.
-- $categories VARCHAR[]: only indicators of these categories; empty = all
SELECT
    i.indicator_id, i.name AS indicator, c.category_id, c.name AS category, c.sort AS category_sort,
    count(DISTINCT f.district_id) AS districts
FROM current_targets AS f
JOIN indicators AS i USING (indicator_id)
JOIN categories AS c ON c.category_id = i.category_id
WHERE among($categories, i.category_id)
GROUP BY i.indicator_id, i.name, c.category_id, c.name, c.sort
HAVING count(DISTINCT f.district_id) > 1
ORDER BY districts DESC, category_sort, i.indicator_id
