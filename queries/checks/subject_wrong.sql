-- One row per indicator whose subject holds no other indicator of its family.
-- 同一事物的指标属同一族，且至少有两个
SELECT 'indicators' AS table_name, i.indicator_id AS key, 'subject_id' AS column_name, i.subject_id AS found,
    'a subject shared with another indicator of the same family' AS expected
FROM indicators AS i
WHERE i.subject_id IS NOT NULL
    AND (
        NOT EXISTS (FROM indicators AS o WHERE o.subject_id = i.subject_id AND o.indicator_id <> i.indicator_id)
        OR EXISTS (FROM indicators AS o WHERE o.subject_id = i.subject_id AND o.family_id <> i.family_id)
    )
ORDER BY i.indicator_id
