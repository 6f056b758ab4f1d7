-- One row per combination of leading and supporting lines that tasks have, with the lines' names and what people call
-- their departments, folded for searching, for each role.
WITH combinations AS (
    SELECT lead_lines, support_lines FROM task_role
    UNION
    SELECT lead_lines, support_lines FROM split_tasks
),

called AS (
    SELECT l.line_id, folded(concat_ws('|', l.name, l.name || '局', string_agg(a.alias, '|' ORDER BY a.alias))) AS words
    FROM lines AS l
    LEFT JOIN department_aliases AS a USING (line_id)
    GROUP BY l.line_id, l.name
)

SELECT
    (row_number() OVER (ORDER BY lead_lines, support_lines))::INTEGER AS duty_id,
    lead_lines,
    support_lines,
    coalesce((SELECT string_agg(words, '|') FROM called WHERE list_contains(lead_lines, line_id)), '') AS lead_words,
    coalesce((SELECT string_agg(words, '|') FROM called WHERE list_contains(support_lines, line_id)), '') AS support_words
FROM combinations
