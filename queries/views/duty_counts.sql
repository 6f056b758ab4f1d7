-- One row per district, category and combination of lines: targets and numbered tasks answered for. A numbered task
-- counts once per category in `tasks` and once altogether in `whole_tasks`, which rows without category hold where it is
-- told in several rows; `bare_tasks` are those of the whole tasks for which the plan states no figure.
WITH numbered AS (
    SELECT t.document_id, t.task_no, t.category_id, r.lead_lines, r.support_lines, 1 AS tasks, 1 AS whole_tasks
    FROM tasks AS t
    JOIN task_role AS r USING (task_id)
    ANTI JOIN split_tasks AS s ON s.document_id = t.document_id AND s.task_no = t.task_no
    WHERE t.task_no > 0
    UNION ALL
    SELECT
        document_id, task_no, category_id, lead_lines, support_lines,
        (category_id IS NOT NULL)::INTEGER, (category_id IS NULL)::INTEGER
    FROM split_tasks
),

stated AS (SELECT DISTINCT document_id, task_no, true AS figures FROM target_full),

counted AS (
    SELECT
        n.document_id, n.category_id, d.duty_id, 0 AS targets, 0 AS withheld, n.tasks, n.whole_tasks,
        CASE WHEN s.figures THEN 0 ELSE n.whole_tasks END AS bare_tasks
    FROM numbered AS n
    JOIN duties AS d USING (lead_lines, support_lines)
    LEFT JOIN stated AS s ON s.document_id = n.document_id AND s.task_no = n.task_no
    UNION ALL
    SELECT document_id, category_id, duty_id, 1, withheld::INTEGER, 0, 0, 0
    FROM target_full
    WHERE counted
)

SELECT
    o.district_id, c.category_id, c.duty_id, sum(c.targets)::INTEGER AS targets, sum(c.withheld)::INTEGER AS withheld,
    sum(c.tasks)::INTEGER AS tasks, sum(c.whole_tasks)::INTEGER AS whole_tasks, sum(c.bare_tasks)::INTEGER AS bare_tasks
FROM counted AS c
JOIN documents AS o USING (document_id)
GROUP BY o.district_id, c.category_id, c.duty_id
ORDER BY o.district_id, c.category_id, c.duty_id
