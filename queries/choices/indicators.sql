-- One row per indicator to choose from, those that most districts state first: `stated` counts districts with a figure.
SELECT
    i.indicator_id, i.family_id, i.name, i.category_id, c.name AS category, i.basis, i.unit, i.definition,
    count(DISTINCT f.district_id) FILTER (WHERE f.presence = 'set') AS stated
FROM indicators AS i
JOIN categories AS c USING (category_id)
LEFT JOIN current_targets AS f ON f.indicator_id = i.indicator_id
GROUP BY i.indicator_id, i.family_id, i.name, i.category_id, c.name, c.sort, i.basis, i.unit, i.definition
ORDER BY least(stated, 2) DESC, c.sort, stated DESC, i.name COLLATE zh
