-- One row per target with everything known about it, in document order.
SELECT * EXCLUDE (lead_ids, support_ids, duty_id, target_text_id, task_text_id, document_text_id, lead_text_id, support_text_id)
FROM target_full
ORDER BY rowid
