-- One row per target that restates itself, a restatement, a target of another document or a different figure.
-- 重复表述指向同一文件中的首次表述
SELECT 'targets' AS table_name, g.target_id AS key, 'restates' AS column_name, g.restates AS found,
    'the first statement of the same figure in the same document' AS expected
FROM targets AS g
JOIN tasks AS t USING (task_id)
LEFT JOIN targets AS f ON f.target_id = g.restates
LEFT JOIN tasks AS ft ON ft.task_id = f.task_id
WHERE g.restates IS NOT NULL
    AND (
        g.restates = g.target_id
        OR f.restates IS NOT NULL
        OR ft.document_id IS DISTINCT FROM t.document_id
        OR f.indicator_id IS DISTINCT FROM g.indicator_id
        OR f.value IS DISTINCT FROM g.value
    )
ORDER BY g.target_id
