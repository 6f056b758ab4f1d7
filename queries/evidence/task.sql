-- One row: a numbered task or a passage without a number with its document and departments and its neighbours in the plan;
-- none for an unknown id.
-- $task VARCHAR: task id
WITH plan AS (
    SELECT
        task_id, title,
        lag(task_id) OVER w AS previous_id, lag(title) OVER w AS previous_title,
        lead(task_id) OVER w AS next_id, lead(title) OVER w AS next_title
    FROM tasks
    WHERE document_id = split_part($task, '/', 1) AND item IS NULL AND task_no > 0
    WINDOW w AS (ORDER BY task_no)
)

SELECT
    t.task_id, t.document_id, t.chapter_no, t.chapter, t.section, t.task_no, t.item, t.title AS task, c.category_id,
    c.name AS category, s.district_id, s.name AS district, o.title, o.doc_no, o.issuer, o.issued_on, o.status,
    o.source_sha256, year(o.period_end) AS last_year, r.leads, r.supports, r.lead_ids, r.support_ids,
    EXISTS (FROM responsibilities AS x WHERE x.task_id = t.task_id AND x.and_others) AS and_others,
    p.previous_id, p.previous_title, p.next_id, p.next_title
FROM tasks AS t
JOIN documents AS o USING (document_id)
JOIN districts AS s USING (district_id)
JOIN categories AS c USING (category_id)
JOIN task_role AS r USING (task_id)
LEFT JOIN plan AS p ON p.task_id = t.task_id
WHERE t.task_id = $task
