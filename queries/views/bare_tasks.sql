-- One row per numbered task for which the plan states no figure, with what the list of targets looks through.
SELECT
    t.task_id, t.document_id, o.district_id, t.task_no, t.category_id, r.lead_ids, r.support_ids, d.duty_id,
    tw.text_id AS task_text_id, ow.text_id AS document_text_id,
    lw.text_id AS lead_text_id, sw.text_id AS support_text_id
FROM tasks AS t
JOIN documents AS o USING (document_id)
JOIN districts AS s USING (district_id)
JOIN categories AS c USING (category_id)
JOIN task_role AS r USING (task_id)
JOIN duties AS d ON d.lead_lines = r.lead_lines AND d.support_lines = r.support_lines
JOIN target_text AS tw ON tw.words = words_of_task(t.task_no, t.title, t.item, t.chapter, c.name)
JOIN target_text AS lw ON lw.words = words_of_departments(r.leads)
JOIN target_text AS sw ON sw.words = words_of_departments(r.supports)
JOIN target_text AS ow ON ow.words = words_of_document(s.name, o.doc_no, o.title)
ANTI JOIN target_full AS f ON f.document_id = t.document_id AND f.task_no = t.task_no
WHERE t.task_no > 0 AND t.item IS NULL
-- In document order, as the list gives them.
ORDER BY t.document_id, t.task_no
