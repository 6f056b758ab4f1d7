-- One row per task, role and functional line as the rivals keep it; run in the record itself.
SELECT task_id, 'lead', unnest(lead_lines) FROM task_role
UNION ALL
SELECT task_id, 'support', unnest(support_lines) FROM task_role
