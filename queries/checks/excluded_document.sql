-- One row per excluded figure whose task belongs to another document.
-- 未计入数字的文件与任务相符
SELECT 'excluded_figures' AS table_name, concat_ws('+', x.task_id, x.printed, x.position) AS key, 'document_id' AS column_name,
    x.document_id AS found, t.document_id AS expected
FROM excluded_figures AS x
JOIN tasks AS t USING (task_id)
WHERE x.document_id <> t.document_id
ORDER BY x.task_id, x.position
