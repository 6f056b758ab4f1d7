-- One row: what the chosen lines or departments answer for, each target and each numbered task once.
-- $lines VARCHAR[]: functional lines; empty = all
-- $departments VARCHAR[]: departments; empty = all
-- $districts VARCHAR[]: only these districts; empty = all
-- $roles VARCHAR[]: lead, support; which roles count for everything but the counts by role
WITH figures AS (
    SELECT task_id, count(*) FILTER (counted) AS targets, count(*) FILTER (counted AND withheld) AS withheld
    FROM target_full
    GROUP BY task_id
),

stated AS (
    SELECT DISTINCT document_id, task_no FROM target_full
),

held AS (
    SELECT
        task_id,
        len($lines) = 0 AND len($departments) = 0 AND len(lead_ids) > 0
        OR list_has_any($lines, lead_lines) OR list_has_any($departments, lead_ids) AS led,
        len($lines) = 0 AND len($departments) = 0 AND len(support_ids) > 0
        OR list_has_any($lines, support_lines) OR list_has_any($departments, support_ids) AS supported,
        led AND list_contains($roles, 'lead') OR supported AND list_contains($roles, 'support') AS asked
    FROM task_role
)

SELECT
    coalesce(sum(f.targets) FILTER (h.led), 0)::INTEGER AS targets_led,
    coalesce(sum(f.targets) FILTER (h.supported), 0)::INTEGER AS targets_supported,
    coalesce(sum(f.targets) FILTER (h.asked), 0)::INTEGER AS targets,
    coalesce(sum(f.withheld) FILTER (h.asked), 0)::INTEGER AS withheld,
    count(DISTINCT (t.document_id, t.task_no)) FILTER (h.led AND t.task_no > 0) AS tasks_led,
    count(DISTINCT (t.document_id, t.task_no)) FILTER (h.supported AND t.task_no > 0) AS tasks_supported,
    count(DISTINCT (t.document_id, t.task_no)) FILTER (h.asked AND t.task_no > 0) AS tasks,
    count(DISTINCT (t.document_id, t.task_no)) FILTER (h.asked AND t.task_no > 0 AND s.task_no IS NULL)
        AS tasks_without_figures,
    count(DISTINCT o.district_id) FILTER (h.asked) AS districts
FROM tasks AS t
JOIN documents AS o USING (document_id)
JOIN held AS h USING (task_id)
LEFT JOIN figures AS f USING (task_id)
LEFT JOIN stated AS s ON s.document_id = t.document_id AND s.task_no = t.task_no
WHERE len($districts) = 0 OR list_contains($districts, o.district_id)
