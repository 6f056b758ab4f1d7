-- One row per pair of a leading and a supporting line or department that share numbered tasks, most tasks first;
-- the supporting one also by the label that it has among partners.
-- $level VARCHAR: line or department; what leads and supports
-- $lines VARCHAR[]: only pairs with one of these lines in one of the roles; empty = all
-- $departments VARCHAR[]: only pairs with one of these departments in one of the roles; empty = all
-- $districts VARCHAR[]: only these districts; empty = all
-- $roles VARCHAR[]: lead, support; in which roles the chosen ones take part
-- $most INTEGER: at most so many rows
WITH held AS (
    SELECT t.document_id, t.task_no, r.role, unnest(CASE WHEN $level = 'line' THEN d.line_ids ELSE [d.department_id] END) AS id
    FROM responsibilities AS r
    JOIN departments AS d USING (department_id)
    JOIN tasks AS t USING (task_id)
    WHERE t.task_no > 0 AND among($districts, d.district_id)
),

pairs AS (
    SELECT a.id AS lead_id, b.id AS support_id, count(DISTINCT (a.document_id, a.task_no))::INTEGER AS tasks
    FROM held AS a
    JOIN held AS b ON b.document_id = a.document_id AND b.task_no = a.task_no
    WHERE a.role = 'lead' AND b.role = 'support' AND a.id <> b.id
        AND (len($lines) + len($departments) = 0
            OR list_contains($roles, 'lead') AND list_contains($lines || $departments, a.id)
            OR list_contains($roles, 'support') AND list_contains($lines || $departments, b.id))
    GROUP BY a.id, b.id
),

named AS (
    SELECT line_id AS id, name, name AS label FROM lines WHERE $level = 'line'
    UNION ALL
    SELECT
        department_id, d.name || '（' || s.short_name || '）',
        concat(d.name, ' ', s.short_name, CASE WHEN list_contains(d.line_ids, 'collective') THEN ' · 统称' END)
    FROM departments AS d
    JOIN districts AS s USING (district_id)
    WHERE $level = 'department'
)

SELECT p.lead_id, l.name AS lead, p.support_id, s.name AS support, s.label AS support_label, p.tasks, count(*) OVER ()::INTEGER AS pairs
FROM pairs AS p
JOIN named AS l ON l.id = p.lead_id
JOIN named AS s ON s.id = p.support_id
ORDER BY p.tasks DESC, p.lead_id, p.support_id
LIMIT $most
