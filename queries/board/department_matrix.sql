-- One row per department and category, also where there is nothing: targets and tasks by role and, once
-- each, in either.
-- $owners VARCHAR[]: the departments asked for
-- $districts VARCHAR[]: only these districts; empty = all
WITH held AS (
    SELECT r.task_id, r.department_id AS owner_id, r.role = 'lead' AS led
    FROM responsibilities AS r
    JOIN departments AS d USING (department_id)
    WHERE list_contains($owners, r.department_id) AND among($districts, d.district_id)
),

counts AS (
    SELECT
        h.owner_id, t.category_id,
        count(DISTINCT f.target_id) FILTER (h.led) AS targets_led,
        count(DISTINCT f.target_id) FILTER (NOT h.led) AS targets_supported,
        count(DISTINCT (t.document_id, t.task_no)) FILTER (h.led AND t.task_no > 0) AS tasks_led,
        count(DISTINCT (t.document_id, t.task_no)) FILTER (NOT h.led AND t.task_no > 0) AS tasks_supported,
        count(DISTINCT f.target_id) AS targets_either,
        count(DISTINCT (t.document_id, t.task_no)) FILTER (t.task_no > 0) AS tasks_either
    FROM held AS h
    JOIN tasks AS t USING (task_id)
    LEFT JOIN target_full AS f ON f.task_id = h.task_id AND f.counted
    GROUP BY ALL
)

SELECT
    o.owner_id, c.category_id, c.name AS category, c.sort AS category_sort,
    coalesce(n.targets_led, 0) AS targets_led,
    coalesce(n.targets_supported, 0) AS targets_supported,
    coalesce(n.tasks_led, 0) AS tasks_led,
    coalesce(n.tasks_supported, 0) AS tasks_supported,
    coalesce(n.targets_either, 0) AS targets_either,
    coalesce(n.tasks_either, 0) AS tasks_either
FROM (SELECT unnest($owners) AS owner_id) AS o
CROSS JOIN categories AS c
LEFT JOIN counts AS n USING (owner_id, category_id)
ORDER BY o.owner_id, c.sort
