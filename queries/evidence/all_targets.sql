-- One row per target with everything known about it, in document order.
SELECT * EXCLUDE (lead_ids, support_ids)
FROM target_full
ORDER BY document_id, chapter_no, task_no, item NULLS FIRST, seq
