-- One row per indicator whose subject holds no indicator of its family on another basis.
-- 同一事物的指标属同一族，且至少有两种口径
SELECT 'indicators' AS table_name, i.indicator_id AS key, 'subject_id' AS column_name, i.subject_id AS found,
    'a subject shared with an indicator of the same family on another basis' AS expected
FROM indicators AS i
WHERE i.subject_id IS NOT NULL
    AND (
        NOT EXISTS (FROM indicators AS o WHERE o.subject_id = i.subject_id AND o.basis <> i.basis)
        OR EXISTS (FROM indicators AS o WHERE o.subject_id = i.subject_id AND o.family_id <> i.family_id)
    )
ORDER BY i.indicator_id
