-- One row: what the chosen lines or departments answer for, each target and each numbered task once.
-- $lines VARCHAR[]: functional lines; empty = all
-- $departments VARCHAR[]: departments; empty = all
-- $districts VARCHAR[]: only these districts; empty = all
-- $roles VARCHAR[]: lead, support; which roles count for everything but the counts by role
WITH held AS (
    SELECT *, led AND list_contains($roles, 'lead') OR supported AND list_contains($roles, 'support') AS asked
    FROM duties_held($lines, $departments, $districts)
)

SELECT
    coalesce(sum(targets) FILTER (led), 0)::INTEGER AS targets_led,
    coalesce(sum(targets) FILTER (supported), 0)::INTEGER AS targets_supported,
    coalesce(sum(targets) FILTER (asked), 0)::INTEGER AS targets,
    coalesce(sum(withheld) FILTER (asked), 0)::INTEGER AS withheld,
    coalesce(sum(whole_tasks) FILTER (led), 0)::INTEGER AS tasks_led,
    coalesce(sum(whole_tasks) FILTER (supported), 0)::INTEGER AS tasks_supported,
    coalesce(sum(whole_tasks) FILTER (asked), 0)::INTEGER AS tasks,
    coalesce(sum(bare_tasks) FILTER (asked), 0)::INTEGER AS tasks_without_figures,
    count(DISTINCT district_id) FILTER (asked) AS districts
FROM held
