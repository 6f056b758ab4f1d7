-- One row per numbered task without a leading department; tasks on how the plan is carried out may have none, and those
-- of a plan that names nobody.
-- 写明责任部门的文件，每项任务都有牵头部门（组织实施除外）
SELECT 'tasks' AS table_name, t.task_id AS key, 'task_id' AS column_name, 'no leading department' AS found,
    'at least one lead in responsibilities.csv' AS expected
FROM tasks AS t
WHERE t.task_no > 0
    AND t.category_id <> 'implementation'
    AND NOT EXISTS (FROM responsibilities AS r WHERE r.task_id = t.task_id AND r.role = 'lead')
    AND EXISTS (FROM responsibilities AS r WHERE starts_with(r.task_id, t.document_id || '/'))
ORDER BY t.task_id
