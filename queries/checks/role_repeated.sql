-- One row per organ named twice in the same task.
-- 同一任务不重复列同一部门
SELECT 'responsibilities' AS table_name, concat_ws('+', task_id, role, position) AS key, 'department_id' AS column_name,
    printed AS found, 'an organ named once in this task' AS expected
FROM responsibilities
QUALIFY count(*) OVER (PARTITION BY task_id, department_id) > 1
ORDER BY task_id, role, position
