-- One row per indicator that measures the same basis in the same unit under the same name as another of its family.
-- 同族指标名称不重复
SELECT 'indicators' AS table_name, i.indicator_id AS key, 'name' AS column_name, i.name AS found,
    'a name that differs from that of ' || o.indicator_id AS expected
FROM indicators AS i
JOIN indicators AS o ON o.family_id = i.family_id AND o.indicator_id < i.indicator_id AND folded(o.name) = folded(i.name)
ORDER BY i.indicator_id
