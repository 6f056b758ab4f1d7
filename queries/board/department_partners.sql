-- One row per functional line or department that shares numbered tasks with the chosen ones, most shared tasks first.
-- Departments of the chosen ones are no partners of themselves, whatever other lines they serve.
-- $level VARCHAR: line or department; what a partner is
-- $lines VARCHAR[]: chosen functional lines; empty = none
-- $departments VARCHAR[]: chosen departments; empty = none
-- $districts VARCHAR[]: only these districts; empty = all
-- $roles VARCHAR[]: lead, support; in which roles the chosen ones take part
WITH held AS (
    SELECT
        r.task_id, r.role, t.document_id, t.task_no, d.department_id, d.line_ids,
        list_has_any($lines, d.line_ids) OR list_contains($departments, d.department_id) AS own
    FROM responsibilities AS r
    JOIN departments AS d USING (department_id)
    JOIN tasks AS t USING (task_id)
    WHERE t.task_no > 0 AND (len($districts) = 0 OR list_contains($districts, d.district_id))
),

shared AS (
    SELECT
        p.task_id, p.document_id, p.task_no, p.role = 'lead' AS led,
        unnest(CASE WHEN $level = 'line' THEN p.line_ids ELSE [p.department_id] END) AS partner_id
    FROM held AS p
    WHERE NOT p.own AND p.task_id IN (SELECT task_id FROM held WHERE own AND list_contains($roles, role))
),

counts AS (
    SELECT
        partner_id,
        count(DISTINCT (document_id, task_no)) AS tasks,
        count(DISTINCT (document_id, task_no)) FILTER (led) AS tasks_led
    FROM shared
    GROUP BY partner_id
)

SELECT
    n.partner_id,
    coalesce(l.name, d.name) AS partner,
    s.district_id,
    s.short_name,
    coalesce(l.line_id = 'collective', list_contains(d.line_ids, 'collective')) AS collective,
    n.tasks,
    n.tasks_led,
    n.tasks - n.tasks_led AS tasks_supported
FROM counts AS n
LEFT JOIN lines AS l ON $level = 'line' AND l.line_id = n.partner_id
LEFT JOIN departments AS d ON $level = 'department' AND d.department_id = n.partner_id
LEFT JOIN districts AS s USING (district_id)
ORDER BY n.tasks DESC, n.tasks_led DESC, partner COLLATE zh, n.partner_id
