-- One row per target whose unit can't be converted to its indicator's unit.
-- 目标的单位可以换算成指标的单位
SELECT
    'targets' AS table_name, g.target_id AS key, 'unit' AS column_name,
    coalesce(g.unit, '(none)') AS found,
    'a unit of ' || coalesce(iu.quantity, 'no quantity') || ', as ' || g.indicator_id || ' is in ' || coalesce(i.unit, '(none)') AS expected
FROM targets AS g
JOIN indicators AS i USING (indicator_id)
LEFT JOIN units AS u ON u.unit = g.unit
LEFT JOIN units AS iu ON iu.unit = i.unit
WHERE u.quantity IS DISTINCT FROM iu.quantity AND (g.benchmark IS NULL OR g.unit IS NOT NULL)
ORDER BY g.target_id
