-- One row per named project of a task, in the order in which the plan names them.
-- $task VARCHAR: task id
SELECT p.name, p.stage, p.stage_group, p.year
FROM projects AS p
WHERE p.task_id = $task
ORDER BY p.seq
