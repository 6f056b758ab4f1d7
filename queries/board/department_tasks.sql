-- One row per task (or named paragraph of one) in which the chosen lines or departments have a role, in document order.
-- $lines VARCHAR[]: functional lines; empty = all
-- $departments VARCHAR[]: departments; empty = all
-- $districts VARCHAR[]: only these districts; empty = all
-- $roles VARCHAR[]: lead, support; which roles of the chosen ones count
-- $level VARCHAR: line or department; what a partner is
-- $partner VARCHAR: only numbered tasks shared with this line or department; empty = all
-- $without_figures BOOLEAN: only numbered tasks for which the plan states no figure
-- $most INTEGER: at most this many rows
WITH roles AS (
    SELECT
        r.task_id,
        bool_or(r.role = 'lead' AND own) AS led,
        bool_or(r.role = 'support' AND own) AS supported,
        bool_or(NOT own AND ($partner = d.department_id OR $level = 'line' AND list_contains(d.line_ids, $partner))) AS met,
        bool_or(r.and_others AND r.role = 'lead') AS lead_open,
        bool_or(r.and_others AND r.role = 'support') AS support_open,
        list(d.name) FILTER (list_contains(d.line_ids, 'collective')) AS collectives
    FROM responsibilities AS r
    JOIN departments AS d USING (department_id),
        LATERAL (
            SELECT
                len($lines) = 0 AND len($departments) = 0 OR list_has_any($lines, d.line_ids)
                OR list_contains($departments, d.department_id)
        ) AS mine (own)
    GROUP BY r.task_id
),

figures AS (
    SELECT
        task_id, document_id, task_no,
        count(*) AS statements, count(*) FILTER (counted) AS targets, count(*) FILTER (counted AND withheld) AS withheld
    FROM target_full
    GROUP BY ALL
)

SELECT
    t.task_id, t.document_id, s.district_id, s.name AS district, o.title AS document, o.doc_no, o.status, t.chapter, t.task_no, t.item,
    t.title AS task, c.name AS category, r.led, r.supported, x.leads, x.supports, r.lead_open, r.support_open,
    coalesce(r.collectives, []) AS collectives,
    coalesce(f.targets, 0) AS targets, coalesce(f.withheld, 0) AS withheld
FROM roles AS r
JOIN tasks AS t USING (task_id)
JOIN documents AS o USING (document_id)
JOIN districts AS s USING (district_id)
JOIN categories AS c USING (category_id)
JOIN task_role AS x USING (task_id)
LEFT JOIN figures AS f USING (task_id)
WHERE (r.led AND list_contains($roles, 'lead') OR r.supported AND list_contains($roles, 'support'))
    AND (len($districts) = 0 OR list_contains($districts, s.district_id))
    AND ($partner = '' OR r.met AND t.task_no > 0)
    AND (
        NOT $without_figures
        OR t.task_no > 0 AND (t.document_id, t.task_no) NOT IN (SELECT (document_id, task_no) FROM figures)
    )
ORDER BY t.document_id, t.chapter_no, t.task_no, t.item NULLS FIRST
LIMIT $most
