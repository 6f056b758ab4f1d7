-- One row per task whose chapter is named or categorised otherwise than the same chapter of its first task.
-- 同一章的章名和领域一致
SELECT 'tasks' AS table_name, task_id AS key, 'chapter' AS column_name, chapter || ' / ' || category_id AS found,
    first_value(chapter || ' / ' || category_id) OVER (PARTITION BY document_id, chapter_no ORDER BY task_no) AS expected
FROM tasks
QUALIFY found <> expected
ORDER BY task_id
