-- One row per numbered task told in several rows, and per category of these: the lines of all its rows together. The
-- row without category stands for the whole task.
WITH several AS (
    SELECT document_id, task_no
    FROM tasks
    WHERE task_no > 0
    GROUP BY document_id, task_no
    HAVING count(*) > 1
)

SELECT
    t.document_id, t.task_no, t.category_id,
    list_sort(list_distinct(flatten(list(r.lead_lines)))) AS lead_lines,
    list_sort(list_distinct(flatten(list(r.support_lines)))) AS support_lines
FROM several AS v
JOIN tasks AS t ON t.document_id = v.document_id AND t.task_no = v.task_no
JOIN task_role AS r USING (task_id)
GROUP BY GROUPING SETS ((t.document_id, t.task_no, t.category_id), (t.document_id, t.task_no))
