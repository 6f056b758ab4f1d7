-- One row per document in which the chosen lines or departments answer for a task, to be named as a source.
-- $lines VARCHAR[]: functional lines; empty = all
-- $departments VARCHAR[]: departments; empty = all
-- $districts VARCHAR[]: only these districts; empty = all
-- $roles VARCHAR[]: lead, support; which roles count
SELECT o.document_id, s.name AS district, o.title, o.doc_no, o.status
FROM documents AS o
JOIN districts AS s USING (district_id)
WHERE among($districts, o.district_id)
    AND o.document_id IN (
        SELECT t.document_id
        FROM tasks AS t
        JOIN task_role AS r USING (task_id)
        WHERE answers($lines, $roles, r.lead_lines, r.support_lines)
            AND answers($departments, $roles, r.lead_ids, r.support_ids)
    )
ORDER BY o.document_id
