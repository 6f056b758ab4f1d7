-- One row per department that leads anything in the districts asked for: numbered tasks and counted targets it leads.
-- $districts VARCHAR[]: only these districts; empty = all
WITH led AS (
    SELECT DISTINCT unnest(r.lead_ids) AS department_id, t.task_id, t.document_id, t.task_no
    FROM tasks AS t
    JOIN documents AS o USING (document_id)
    JOIN task_role AS r USING (task_id)
    WHERE among($districts, o.district_id)
),

figures AS (
    SELECT task_id, count(*) AS targets, count(*) FILTER (withheld) AS withheld
    FROM target_full
    WHERE counted AND among($districts, district_id)
    GROUP BY task_id
)

SELECT
    d.department_id, d.name AS department, d.district_id,
    count(DISTINCT (l.document_id, l.task_no)) FILTER (l.task_no > 0) AS tasks,
    coalesce(sum(f.targets), 0)::BIGINT AS targets,
    coalesce(sum(f.withheld), 0)::BIGINT AS withheld
FROM led AS l
JOIN departments AS d USING (department_id)
LEFT JOIN figures AS f USING (task_id)
GROUP BY d.department_id, d.name, d.district_id
ORDER BY targets DESC, tasks DESC, d.name COLLATE zh, d.department_id
