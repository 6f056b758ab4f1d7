-- One row per total whose parts of the same unit add up to more than itself.
-- 各部分之和不超过总数
SELECT 'targets' AS table_name, p.target_id AS key, 'value' AS column_name,
    p.printed || ' with parts adding up to ' || sum(g.value) AS found, 'parts that do not exceed their total' AS expected
FROM targets AS g
JOIN targets AS p ON p.target_id = g.part_of
WHERE g.unit IS NOT DISTINCT FROM p.unit
GROUP BY p.target_id, p.printed, p.value
HAVING sum(g.value) > p.value
ORDER BY p.target_id
