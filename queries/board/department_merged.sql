-- One row per department that serves several functional lines, among them one asked for: its counted targets, most first.
-- $lines VARCHAR[]: the lines asked for
-- $districts VARCHAR[]: only these districts; empty = all
-- $roles VARCHAR[]: lead, support; which roles count
SELECT s.name AS district, d.name AS department, count(*) AS targets
FROM departments AS d
JOIN districts AS s USING (district_id)
JOIN target_full AS f
    ON f.district_id = d.district_id
    AND (
        list_contains($roles, 'lead') AND list_contains(f.lead_ids, d.department_id)
        OR list_contains($roles, 'support') AND list_contains(f.support_ids, d.department_id)
    )
WHERE len(d.line_ids) > 1 AND list_has_any(d.line_ids, $lines) AND among($districts, d.district_id) AND f.counted
GROUP BY d.department_id, d.name, s.name
ORDER BY targets DESC, d.department_id
