-- One row: numbered tasks, counted and withheld targets of the record, and those for which the document names no
-- department.
-- $districts VARCHAR[]: only these districts; empty = all
WITH named AS (
    SELECT DISTINCT document_id, task_no FROM responsibilities JOIN tasks USING (task_id)
),

work AS (
    SELECT count(DISTINCT (t.document_id, t.task_no)) AS tasks,
        count(DISTINCT (t.document_id, t.task_no)) FILTER (n.task_no IS NULL) AS tasks_unnamed
    FROM tasks AS t
    JOIN documents AS o USING (document_id)
    LEFT JOIN named AS n ON n.document_id = t.document_id AND n.task_no = t.task_no
    WHERE t.task_no > 0 AND (len($districts) = 0 OR list_contains($districts, o.district_id))
),

figures AS (
    SELECT
        count(*) AS targets,
        count(*) FILTER (len(lead_ids) = 0 AND len(support_ids) = 0) AS targets_unnamed,
        count(*) FILTER (len(lead_ids) = 0 AND len(support_ids) = 0 AND task_no = 0) AS targets_unnumbered,
        count(*) FILTER (withheld) AS withheld,
        count(*) FILTER (withheld AND len(lead_ids) = 0 AND len(support_ids) = 0) AS withheld_unnamed
    FROM target_full
    WHERE counted AND (len($districts) = 0 OR list_contains($districts, district_id))
)

SELECT w.*, f.*
FROM work AS w CROSS JOIN figures AS f
