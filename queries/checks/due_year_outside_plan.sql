-- One row per target due in a year that its plan does not cover.
-- 目标年份在计划期内
SELECT 'targets' AS table_name, g.target_id AS key, 'due_year' AS column_name, CAST(g.due_year AS VARCHAR) AS found,
    'a year from ' || year(o.period_start) || ' to ' || year(o.period_end) AS expected
FROM targets AS g
JOIN tasks AS t USING (task_id)
JOIN documents AS o USING (document_id)
WHERE g.due_year NOT BETWEEN year(o.period_start) AND year(o.period_end)
ORDER BY g.target_id
