-- One row per target whose upper value does not fit its comparator.
-- 只有区间才有上限值且上限大于下限
SELECT 'targets' AS table_name, target_id AS key, 'value_high' AS column_name,
    comparator || ' ' || coalesce(CAST(value AS VARCHAR), '') || ' to ' || coalesce(CAST(value_high AS VARCHAR), '(none)') AS found,
    'an upper value above the lower one, for between only' AS expected
FROM targets
WHERE NOT withheld AND benchmark IS NULL AND (comparator = 'between') <> coalesce(value_high > value, false)
    OR (comparator <> 'between' AND value_high IS NOT NULL)
ORDER BY target_id
