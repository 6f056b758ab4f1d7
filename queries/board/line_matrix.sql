-- One row per functional line and category, also where there is nothing: targets and tasks by role and,
-- once each, in either.
-- $owners VARCHAR[]: the lines asked for
-- $districts VARCHAR[]: only these districts; empty = all
WITH counts AS (
    SELECT duty_id, category_id, sum(targets) AS targets, sum(tasks) AS tasks
    FROM duty_counts
    WHERE among($districts, district_id)
    GROUP BY duty_id, category_id
),

held AS (
    SELECT owner_id, duty_id, bool_or(led) AS led, bool_or(NOT led) AS supported
    FROM (
        SELECT unnest(lead_lines) AS owner_id, true AS led, duty_id FROM duties
        UNION ALL
        SELECT unnest(support_lines), false, duty_id FROM duties
    )
    GROUP BY owner_id, duty_id
)

SELECT
    o.owner_id, c.category_id, c.name AS category, c.sort AS category_sort,
    coalesce(sum(n.targets) FILTER (h.led), 0)::BIGINT AS targets_led,
    coalesce(sum(n.targets) FILTER (h.supported), 0)::BIGINT AS targets_supported,
    coalesce(sum(n.tasks) FILTER (h.led), 0)::BIGINT AS tasks_led,
    coalesce(sum(n.tasks) FILTER (h.supported), 0)::BIGINT AS tasks_supported,
    coalesce(sum(n.targets), 0)::BIGINT AS targets_either,
    coalesce(sum(n.tasks), 0)::BIGINT AS tasks_either
FROM (SELECT unnest($owners) AS owner_id) AS o
CROSS JOIN categories AS c
LEFT JOIN held AS h USING (owner_id)
LEFT JOIN counts AS n ON n.duty_id = h.duty_id AND n.category_id = c.category_id
GROUP BY o.owner_id, c.category_id, c.name, c.sort
ORDER BY o.owner_id, c.sort
