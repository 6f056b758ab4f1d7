-- One row per target in document order: its folded texts as the list searches them, parted by role; a line each part, so
-- that no word is found across two.
SELECT
    f.target_id,
    concat_ws(chr(10), g.text, t.text, o.text) AS own,
    concat_ws(chr(10), l.text, d.lead_words) AS led,
    concat_ws(chr(10), s.text, d.support_words) AS supported
FROM target_full AS f
JOIN target_text AS g ON g.text_id = f.target_text_id
JOIN target_text AS t ON t.text_id = f.task_text_id
JOIN target_text AS o ON o.text_id = f.document_text_id
JOIN target_text AS l ON l.text_id = f.lead_text_id
JOIN target_text AS s ON s.text_id = f.support_text_id
JOIN duties AS d USING (duty_id)
ORDER BY f.rowid
