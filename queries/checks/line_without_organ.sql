-- One row per functional line that no organ serves.
-- 每条条线至少有一个部门
SELECT 'lines' AS table_name, l.line_id AS key, 'line_id' AS column_name, l.name AS found,
    'a line that at least one department serves' AS expected
FROM lines AS l
WHERE NOT EXISTS (FROM departments AS d WHERE list_contains(d.line_ids, l.line_id))
ORDER BY l.line_id
