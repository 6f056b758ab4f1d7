-- One row per indicator with its definition and how many targets and districts it has.
SELECT
    i.indicator_id, i.family_id, i.name, c.name AS category, i.basis, i.unit, i.direction, i.definition,
    i.comparable_note, count(*) FILTER (f.counted) AS targets, count(DISTINCT f.district_id) AS districts
FROM indicators AS i
JOIN categories AS c USING (category_id)
JOIN target_full AS f USING (indicator_id)
GROUP BY ALL
ORDER BY any_value(f.category_sort), i.family_id, i.indicator_id
