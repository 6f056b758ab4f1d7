-- One row per task whose id does not say its document and number, or of a passage without one which it is.
-- 任务编号由文件编号和任务号组成
SELECT 'tasks' AS table_name, task_id AS key, 'task_id' AS column_name, task_id AS found,
    document_id || '/' || CASE
        WHEN task_no = 0 AND chapter_no > 0 THEN 'c' || chapter_no || ', u1, u2, u3 …'
        WHEN task_no = 0 THEN 'u1, u2, u3 …'
        WHEN item IS NOT NULL THEN task_no || '.1 (or .2, .3 …)'
        ELSE CAST(task_no AS VARCHAR)
    END AS expected
FROM tasks
WHERE NOT CASE
    WHEN task_no = 0 THEN chapter_no > 0 AND task_id = document_id || '/c' || chapter_no
        OR regexp_full_match(task_id, document_id || '/u[1-9][0-9]*')
    WHEN item IS NOT NULL THEN regexp_full_match(task_id, document_id || '/' || task_no || '\.[1-9][0-9]*')
    ELSE task_id = document_id || '/' || task_no
END
ORDER BY task_id
