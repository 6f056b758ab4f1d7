-- One row per responsibility whose position does not follow the one before it.
-- 责任部门的次序连续
SELECT 'responsibilities' AS table_name, concat_ws('+', task_id, role, position) AS key, 'position' AS column_name,
    CAST(position AS VARCHAR) AS found, 'positions 1, 2, 3 … without a gap' AS expected
FROM responsibilities
QUALIFY position <> row_number() OVER (PARTITION BY task_id, role ORDER BY position)
ORDER BY task_id, role, position
