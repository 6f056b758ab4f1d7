-- One row: what the record holds.
SELECT
    (SELECT count(*) FROM districts) AS districts,
    (SELECT count(*) FROM documents) AS documents,
    (SELECT count(*) FROM documents WHERE status = 'draft') AS drafts,
    (SELECT count(*) FROM tasks WHERE task_no > 0 AND item IS NULL) AS tasks,
    count(*) AS statements,
    count(*) FILTER (counted) AS targets,
    count(*) FILTER (withheld AND counted) AS withheld,
    (
        SELECT count(DISTINCT (t.document_id, t.task_no))
        FROM targets JOIN tasks AS t USING (task_id) WHERE t.task_no > 0
    ) AS tasks_with_figures
FROM target_full
