-- One row per task as the rivals keep it; run in the record itself.
SELECT t.task_id, t.document_id, o.district_id, t.category_id, t.task_no, (t.task_no > 0 AND t.item IS NULL)::INTEGER
FROM tasks AS t
JOIN documents AS o USING (document_id)
