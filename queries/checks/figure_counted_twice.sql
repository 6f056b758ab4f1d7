-- One row per figure of a task that is both a target and excluded.
-- 一处数字不会既是目标又被排除
SELECT 'excluded_figures' AS table_name, concat_ws('+', x.task_id, x.printed, x.position) AS key, 'position' AS column_name,
    x.printed || ' at ' || x.position AS found, 'a figure that is not the target ' || g.target_id AS expected
FROM excluded_figures AS x
JOIN targets AS g ON g.task_id = x.task_id AND g.position = x.position
ORDER BY x.task_id, x.position
