-- One row per district and category: numbered tasks without any figure.
-- 没有量化目标的任务
SELECT
    s.name AS 区县,
    c.name AS 领域,
    count(*) AS 任务数,
    string_agg(t.title, '、' ORDER BY t.task_no) AS 任务
FROM tasks AS t
JOIN documents AS d USING (document_id)
JOIN districts AS s USING (district_id)
JOIN categories AS c USING (category_id)
WHERE t.task_no > 0 AND t.item IS NULL
    AND NOT EXISTS (
        SELECT 1
        FROM target_full AS f
        WHERE f.document_id = t.document_id AND f.task_no = t.task_no
    )
GROUP BY s.name, c.name, c.sort
ORDER BY 区县, c.sort
