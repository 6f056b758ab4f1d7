-- One row per document with what the record holds of it.
WITH held AS (
    SELECT
        document_id, sum(tasks)::BIGINT AS tasks, sum(statements)::BIGINT AS statements,
        sum(targets)::BIGINT AS targets, sum(withheld)::BIGINT AS withheld
    FROM plan_counts
    GROUP BY document_id
),

excluded AS (SELECT document_id, count(*) AS figures FROM excluded_figures GROUP BY document_id)

SELECT
    document_id, s.name AS district, o.title, o.doc_no, o.issuer, o.issued_on, o.status,
    year(o.period_start) AS first_year, year(o.period_end) AS last_year, o.stated_task_count,
    coalesce(n.tasks, 0) AS tasks, coalesce(n.statements, 0) AS statements, coalesce(n.targets, 0) AS targets,
    coalesce(n.withheld, 0) AS withheld, coalesce(x.figures, 0) AS excluded, o.source_sha256
FROM documents AS o
JOIN districts AS s USING (district_id)
LEFT JOIN held AS n USING (document_id)
LEFT JOIN excluded AS x USING (document_id)
ORDER BY document_id
