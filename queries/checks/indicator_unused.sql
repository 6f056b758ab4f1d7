-- One row per indicator without a target.
-- 每个指标至少有一个目标
SELECT 'indicators' AS table_name, i.indicator_id AS key, 'indicator_id' AS column_name, i.name AS found,
    'an indicator with at least one target' AS expected
FROM indicators AS i
WHERE NOT EXISTS (FROM targets AS g WHERE g.indicator_id = i.indicator_id)
ORDER BY i.indicator_id
