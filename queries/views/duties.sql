-- One row per combination of leading and supporting lines that tasks have, with the lines' names and what people call
-- their departments, folded for searching.
WITH combinations AS (
    SELECT lead_lines, support_lines FROM task_role
    UNION
    SELECT lead_lines, support_lines FROM split_tasks
)

SELECT
    (row_number() OVER (ORDER BY lead_lines, support_lines))::INTEGER AS duty_id,
    lead_lines,
    support_lines,
    coalesce(folded((
        SELECT string_agg(concat_ws('|', l.name, l.name || '局', a.aliases), '|')
        FROM lines AS l
        LEFT JOIN (
            SELECT line_id, string_agg(alias, '|' ORDER BY alias) AS aliases FROM department_aliases GROUP BY line_id
        ) AS a USING (line_id)
        WHERE list_contains(lead_lines, l.line_id) OR list_contains(support_lines, l.line_id)
    )), '') AS words
FROM combinations
