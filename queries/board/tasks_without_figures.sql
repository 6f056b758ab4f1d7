-- One row per numbered task that commits to no figure, in document order, with its departments.
-- $districts VARCHAR[]: only these districts; empty = all
-- $categories VARCHAR[]: only these categories; empty = all
SELECT
    t.task_id, o.district_id, s.name AS district, o.document_id, o.status, c.name AS category,
    t.chapter, t.task_no, t.title AS task, r.leads, r.supports
FROM tasks AS t
JOIN documents AS o USING (document_id)
JOIN districts AS s USING (district_id)
JOIN categories AS c USING (category_id)
JOIN task_role AS r USING (task_id)
WHERE t.task_no > 0 AND t.item IS NULL
    AND (len($districts) = 0 OR list_contains($districts, o.district_id))
    AND (len($categories) = 0 OR list_contains($categories, t.category_id))
    AND NOT EXISTS (
        FROM target_full AS f
        WHERE f.document_id = t.document_id AND f.task_no = t.task_no AND among($districts, f.district_id)
    )
ORDER BY o.document_id, t.chapter_no, t.task_no
