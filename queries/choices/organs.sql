-- One row per department that answers for one of the lines, and per chosen department of several lines: its district, its
-- name, and what else it answers for; by district, then by name in the order of its sounds.
-- $lines VARCHAR[]: functional lines asked for
-- $departments VARCHAR[]: departments asked for, of which only those of several lines are told
-- $districts VARCHAR[]: only these districts; empty = all
SELECT
    d.department_id, s.short_name, d.name AS department,
    (
        SELECT coalesce(list(l.name ORDER BY l.sort), [])
        FROM lines AS l
        WHERE list_contains(d.line_ids, l.line_id) AND NOT list_contains($lines, l.line_id)
    ) AS others
FROM departments AS d
JOIN districts AS s USING (district_id)
WHERE among($districts, d.district_id)
    AND (
        list_has_any($lines, d.line_ids)
        OR (list_contains($departments, d.department_id) AND len(d.line_ids) > 1)
    )
ORDER BY d.district_id, d.name COLLATE zh, d.department_id
