-- One row per project of a year that its plan does not cover, nor the years after it.
-- 项目的年份不早于计划期
SELECT 'projects' AS table_name, p.project_id AS key, 'year' AS column_name, CAST(p.year AS VARCHAR) AS found,
    'a year from ' || year(o.period_start) || ' on' AS expected
FROM projects AS p
JOIN tasks AS t USING (task_id)
JOIN documents AS o USING (document_id)
WHERE p.year < year(o.period_start)
ORDER BY p.project_id
