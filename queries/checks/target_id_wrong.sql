-- One row per target whose id is not its task and sequence.
-- 目标编号由任务编号和次序组成
SELECT 'targets' AS table_name, target_id AS key, 'target_id' AS column_name, target_id AS found,
    task_id || '-' || seq AS expected
FROM targets
WHERE target_id <> task_id || '-' || seq
ORDER BY target_id
