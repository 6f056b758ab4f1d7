-- One row per functional line with a role, weightiest first, of equal ones by the sound of the name; a last row without
-- owner_id holds the rest.
-- $districts VARCHAR[]: only these districts; empty = all
-- $roles VARCHAR[]: lead, support; which roles count for `targets`, `tasks` and the order
-- $most INTEGER: how many rows before the rest
WITH counts AS (
    SELECT duty_id, sum(targets) AS targets, sum(whole_tasks) AS tasks
    FROM duty_counts
    WHERE among($districts, district_id)
    GROUP BY duty_id
),

held AS (
    SELECT
        l.line_id, l.name, n.duty_id, n.targets, n.tasks,
        list_contains(d.lead_lines, l.line_id) AS led, list_contains(d.support_lines, l.line_id) AS supported,
        led AND list_contains($roles, 'lead') OR supported AND list_contains($roles, 'support') AS asked
    FROM counts AS n
    JOIN duties AS d USING (duty_id)
    JOIN lines AS l ON list_contains(d.lead_lines, l.line_id) OR list_contains(d.support_lines, l.line_id)
),

places AS (
    SELECT
        line_id,
        row_number() OVER (
            ORDER BY sum(targets) FILTER (asked) DESC NULLS LAST, sum(tasks) FILTER (asked) DESC NULLS LAST,
                any_value(name) COLLATE zh, line_id
        ) AS place
    FROM held
    GROUP BY line_id
    HAVING bool_or(asked)
),

-- A combination of lines counts once for all the lines of the rest together.
once AS (
    SELECT
        CASE WHEN p.place <= $most THEN p.line_id END AS owner_id, h.duty_id, min(p.place) AS place,
        any_value(h.targets) AS targets, any_value(h.tasks) AS tasks,
        bool_or(h.asked) AS asked, bool_or(h.led) AS led, bool_or(h.supported) AS supported
    FROM places AS p JOIN held AS h USING (line_id)
    GROUP BY ALL
)

SELECT
    n.owner_id, min(n.place) AS place,
    CASE WHEN n.owner_id IS NULL THEN (SELECT count(*) FROM places WHERE place > $most) ELSE 1 END AS owners,
    coalesce(sum(n.targets) FILTER (n.asked), 0)::BIGINT AS targets,
    coalesce(sum(n.targets) FILTER (n.led), 0)::BIGINT AS targets_led,
    coalesce(sum(n.targets) FILTER (n.supported), 0)::BIGINT AS targets_supported,
    coalesce(sum(n.tasks) FILTER (n.asked), 0)::BIGINT AS tasks,
    coalesce(sum(n.tasks) FILTER (n.led), 0)::BIGINT AS tasks_led,
    coalesce(sum(n.tasks) FILTER (n.supported), 0)::BIGINT AS tasks_supported,
    l.name AS owner, NULL::VARCHAR AS district_id, NULL::VARCHAR AS short_name,
    coalesce(l.line_id = 'collective', false) AS collective
FROM once AS n
LEFT JOIN lines AS l ON l.line_id = n.owner_id
GROUP BY n.owner_id, l.line_id, l.name
ORDER BY min(n.place)
