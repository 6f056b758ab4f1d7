-- One row per target whose basis is not its indicator's.
-- 目标的口径与所属指标一致
SELECT 'targets' AS table_name, g.target_id AS key, 'basis' AS column_name, g.basis AS found,
    i.basis || ', the basis of ' || i.indicator_id AS expected
FROM targets AS g
JOIN indicators AS i USING (indicator_id)
WHERE g.basis <> i.basis
ORDER BY g.target_id
