-- One row: what the record holds.
SELECT
    (SELECT count(*) FROM districts) AS districts,
    (SELECT count(*) FROM documents) AS documents,
    (SELECT count(*) FROM documents WHERE status = 'draft') AS drafts,
    sum(tasks)::BIGINT AS tasks,
    sum(statements)::BIGINT AS statements,
    sum(targets)::BIGINT AS targets,
    sum(withheld)::BIGINT AS withheld,
    sum(tasks_with_figures)::BIGINT AS tasks_with_figures
FROM plan_counts
