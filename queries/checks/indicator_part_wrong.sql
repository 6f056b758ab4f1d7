-- One row per indicator that is part of itself, of an indicator of another family, or of a part.
-- 其中项与总项属同一族且不成环
SELECT 'indicators' AS table_name, i.indicator_id AS key, 'part_of' AS column_name, i.part_of AS found,
    'an indicator of the same family that is not a part itself' AS expected
FROM indicators AS i
JOIN indicators AS o ON o.indicator_id = i.part_of
WHERE i.indicator_id = o.indicator_id OR o.part_of IS NOT NULL OR o.family_id <> i.family_id
ORDER BY i.indicator_id
