-- One row per figure or mask of the numbered parts that is no target, with its place and the reason.
SELECT s.name AS district, t.chapter, t.task_no, t.item, t.title AS task, x.printed, x.position, x.reason, x.task_id
FROM excluded_figures AS x
JOIN tasks AS t USING (task_id)
JOIN documents AS o ON o.document_id = x.document_id
JOIN districts AS s USING (district_id)
ORDER BY x.document_id, t.chapter_no, t.task_no, t.item NULLS FIRST, x.position
