-- One row per indicator with its definition and how many targets and districts it has; by category, then by the sounds of
-- names, those of a family together.
WITH families AS (SELECT family_id, first(name ORDER BY name COLLATE zh) AS family FROM indicators GROUP BY family_id)

SELECT
    i.indicator_id, i.family_id, i.name, c.name AS category, i.basis, i.unit, i.direction, i.definition,
    i.comparable_note, count(*) FILTER (f.counted) AS targets, count(DISTINCT f.district_id) AS districts
FROM indicators AS i
JOIN families AS y USING (family_id)
JOIN categories AS c USING (category_id)
JOIN target_full AS f USING (indicator_id)
GROUP BY ALL
ORDER BY any_value(f.category_sort), any_value(y.family) COLLATE zh, i.family_id, any_value(i.name) COLLATE zh
