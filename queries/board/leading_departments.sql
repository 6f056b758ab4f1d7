-- One row per department that leads anything in the districts asked for: numbered tasks and counted targets it leads.
-- $districts VARCHAR[]: only these districts; empty = all
WITH led AS (
    SELECT DISTINCT r.department_id, t.task_id, t.document_id, t.task_no
    FROM responsibilities AS r
    JOIN tasks AS t USING (task_id)
    WHERE r.role = 'lead'
)

SELECT
    d.department_id, d.name AS department, d.district_id,
    count(DISTINCT (l.document_id, l.task_no)) FILTER (l.task_no > 0) AS tasks,
    count(DISTINCT f.target_id) AS targets,
    count(DISTINCT f.target_id) FILTER (f.withheld) AS withheld
FROM led AS l
JOIN departments AS d USING (department_id)
LEFT JOIN target_full AS f ON f.task_id = l.task_id AND f.counted
WHERE len($districts) = 0 OR list_contains($districts, d.district_id)
GROUP BY d.department_id, d.name, d.district_id
ORDER BY targets DESC, tasks DESC, d.department_id
