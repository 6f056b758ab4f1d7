-- One row per organ that answers for no task.
-- 每个部门至少负责一项任务
SELECT 'departments' AS table_name, d.department_id AS key, 'department_id' AS column_name, d.name AS found,
    'an organ that at least one task names' AS expected
FROM departments AS d
WHERE NOT EXISTS (FROM responsibilities AS r WHERE r.department_id = d.department_id)
ORDER BY d.department_id
