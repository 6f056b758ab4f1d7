-- One row per task whose chapter is named, or where there are several categorised, otherwise than that of its first task.
-- 同一章的章名一致，分章的文件同一章的领域一致
WITH told AS (
    SELECT document_id, chapter_no, task_no, task_id,
        CASE
            WHEN count(DISTINCT chapter_no) FILTER (task_no > 0) OVER (PARTITION BY document_id) = 1 THEN chapter
            ELSE chapter || ' / ' || category_id
        END AS found
    FROM tasks
)
SELECT 'tasks' AS table_name, task_id AS key, 'chapter' AS column_name, found,
    first_value(found) OVER (PARTITION BY document_id, chapter_no ORDER BY task_no) AS expected
FROM told
QUALIFY found <> expected
ORDER BY task_id
