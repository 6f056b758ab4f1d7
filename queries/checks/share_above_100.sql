-- One row per share outside 0 to 100 percent.
-- 比率在 0 到 100 之间
SELECT 'targets' AS table_name, target_id AS key, 'value' AS column_name, printed AS found, 'a share from 0 to 100' AS expected
FROM targets
WHERE basis = 'share' AND unit = '%' AND (value < 0 OR greatest(value, coalesce(value_high, value)) > 100)
ORDER BY target_id
