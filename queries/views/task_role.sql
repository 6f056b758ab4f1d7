-- One row per task: its leading and supporting departments and their functional lines, in printed order.
SELECT
    t.task_id,
    coalesce(list(d.name ORDER BY r.position) FILTER (r.role = 'lead'), []) AS leads,
    coalesce(list(d.name ORDER BY r.position) FILTER (r.role = 'support'), []) AS supports,
    coalesce(list(d.department_id ORDER BY r.position) FILTER (r.role = 'lead'), []) AS lead_ids,
    coalesce(list(d.department_id ORDER BY r.position) FILTER (r.role = 'support'), []) AS support_ids,
    list_sort(list_distinct(flatten(coalesce(list(d.line_ids) FILTER (r.role = 'lead'), [])))) AS lead_lines,
    list_sort(list_distinct(flatten(coalesce(list(d.line_ids) FILTER (r.role = 'support'), [])))) AS support_lines,
    list_sort(list_distinct(flatten(coalesce(list(d.line_ids) FILTER (r.role IS NOT NULL), [])))) AS lines
FROM tasks AS t
LEFT JOIN responsibilities AS r USING (task_id)
LEFT JOIN departments AS d USING (department_id)
GROUP BY t.task_id
