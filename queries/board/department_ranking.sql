-- One row per department with a role, weightiest first, of equal ones by the sound of the name; a last row
-- without owner_id holds the rest.
-- $lines VARCHAR[]: only departments of these functional lines; empty = all
-- $departments VARCHAR[]: only these departments; empty = all
-- $districts VARCHAR[]: only these districts; empty = all
-- $roles VARCHAR[]: lead, support; which roles count for `targets`, `tasks` and the order
-- $most INTEGER: how many rows before the rest
WITH held AS (
    SELECT
        r.task_id, r.role = 'lead' AS led,
        d.department_id AS owner_id, d.name AS owner
    FROM responsibilities AS r
    JOIN departments AS d USING (department_id)
    WHERE (len($lines) = 0 OR list_has_any($lines, d.line_ids))
        AND (len($departments) = 0 OR list_contains($departments, d.department_id))
        AND (len($districts) = 0 OR list_contains($districts, d.district_id))
),

work AS (
    SELECT
        h.owner_id, h.owner, h.led, list_contains($roles, CASE WHEN h.led THEN 'lead' ELSE 'support' END) AS asked,
        CASE WHEN t.task_no > 0 THEN t.document_id || '/' || t.task_no END AS numbered, f.target_id
    FROM held AS h
    JOIN tasks AS t USING (task_id)
    LEFT JOIN target_full AS f ON f.task_id = h.task_id AND f.counted
),

places AS (
    SELECT
        owner_id,
        row_number() OVER (
            ORDER BY count(DISTINCT target_id) FILTER (asked) DESC, count(DISTINCT numbered) FILTER (asked) DESC,
                any_value(owner) COLLATE zh, owner_id
        ) AS place
    FROM work
    GROUP BY owner_id
    HAVING bool_or(asked)
),

summed AS (
    SELECT
        CASE WHEN p.place <= $most THEN p.owner_id END AS owner_id,
        min(p.place) AS place, count(DISTINCT p.owner_id) AS owners,
        count(DISTINCT w.target_id) FILTER (w.asked) AS targets,
        count(DISTINCT w.target_id) FILTER (w.led) AS targets_led,
        count(DISTINCT w.target_id) FILTER (NOT w.led) AS targets_supported,
        count(DISTINCT w.numbered) FILTER (w.asked) AS tasks,
        count(DISTINCT w.numbered) FILTER (w.led) AS tasks_led,
        count(DISTINCT w.numbered) FILTER (NOT w.led) AS tasks_supported
    FROM places AS p JOIN work AS w USING (owner_id)
    GROUP BY 1
)

SELECT
    n.*, d.name AS owner, s.district_id, s.short_name,
    coalesce(list_contains(d.line_ids, 'collective'), false) AS collective
FROM summed AS n
LEFT JOIN departments AS d ON d.department_id = n.owner_id
LEFT JOIN districts AS s USING (district_id)
ORDER BY n.place
