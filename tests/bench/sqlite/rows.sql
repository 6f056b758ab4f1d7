-- One row per target as the rivals keep it, in document order; run in the record itself.
SELECT
    f.rowid, f.target_id, f.task_id, f.document_id, f.district_id, f.category_id, f.indicator_id,
    f.counted::INTEGER, f.withheld::INTEGER, (p.document_id IS NOT NULL AND f.restates IS NULL)::INTEGER,
    concat_ws('|', g.text, t.text, l.text, s.text, o.text, d.lead_words, d.support_words)
FROM target_full AS f
JOIN target_text AS g ON g.text_id = f.target_text_id
JOIN target_text AS t ON t.text_id = f.task_text_id
JOIN target_text AS l ON l.text_id = f.lead_text_id
JOIN target_text AS s ON s.text_id = f.support_text_id
JOIN target_text AS o ON o.text_id = f.document_text_id
JOIN duties AS d USING (duty_id)
LEFT JOIN newest_plans AS p ON p.document_id = f.document_id
