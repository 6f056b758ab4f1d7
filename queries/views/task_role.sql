-- One row per task: its leading and supporting departments and their functional lines, in printed order.
WITH held AS (
    SELECT
        r.task_id, r.role,
        list(d.name ORDER BY r.position) AS names,
        list(d.department_id ORDER BY r.position) AS ids,
        list_sort(list_distinct(flatten(list(d.line_ids)))) AS lines
    FROM responsibilities AS r
    JOIN departments AS d USING (department_id)
    GROUP BY r.task_id, r.role
)

SELECT
    t.task_id,
    coalesce(a.names, []) AS leads,
    coalesce(b.names, []) AS supports,
    coalesce(a.ids, []) AS lead_ids,
    coalesce(b.ids, []) AS support_ids,
    coalesce(a.lines, []) AS lead_lines,
    coalesce(b.lines, []) AS support_lines,
    list_sort(list_distinct(coalesce(a.lines, []) || coalesce(b.lines, []))) AS lines
FROM tasks AS t
LEFT JOIN held AS a ON a.task_id = t.task_id AND a.role = 'lead'
LEFT JOIN held AS b ON b.task_id = t.task_id AND b.role = 'support'
