-- One row per numbered task that stands in an earlier chapter than a task before it.
-- 任务按章的次序排列
SELECT 'tasks' AS table_name, task_id AS key, 'chapter_no' AS column_name, CAST(chapter_no AS VARCHAR) AS found,
    'a chapter not before that of the task before' AS expected
FROM tasks
WHERE task_no > 0
QUALIFY chapter_no < lag(chapter_no) OVER (PARTITION BY document_id ORDER BY task_no)
ORDER BY task_id
