-- One row per document whose numbered tasks are not 1, 2, 3 … up to the stated count; of one without them it is 0.
-- 任务编号连续且与文件条数相符
SELECT 'documents' AS table_name, o.document_id AS key, 'stated_task_count' AS column_name,
    count(DISTINCT t.task_no) || ' tasks, the last is number ' || coalesce(max(t.task_no), 0) AS found,
    o.stated_task_count || ' tasks numbered without a gap' AS expected
FROM documents AS o
LEFT JOIN tasks AS t ON t.document_id = o.document_id AND t.task_no > 0 AND t.item IS NULL
GROUP BY o.document_id, o.stated_task_count
HAVING count(DISTINCT t.task_no) <> o.stated_task_count
    OR coalesce(max(t.task_no), 0) <> o.stated_task_count
    OR count(t.task_id) <> o.stated_task_count
ORDER BY o.document_id
