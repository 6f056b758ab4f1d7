-- One row: the plan of a district and what it holds; no row for a district without one.
-- $district VARCHAR: district id
WITH held AS (
    SELECT
        document_id, sum(tasks)::BIGINT AS tasks, sum(targets)::BIGINT AS targets, sum(withheld)::BIGINT AS withheld,
        sum(tasks_with_figures)::BIGINT AS tasks_with_figures
    FROM plan_counts
    WHERE district_id = $district
    GROUP BY document_id
)

SELECT
    s.district_id, s.name AS district, s.city, s.kind, o.document_id, o.title, o.doc_no, o.issuer, o.issued_on, o.status,
    year(o.period_start) AS first_year, year(o.period_end) AS last_year,
    coalesce(n.tasks, 0) AS tasks, coalesce(n.targets, 0) AS targets, coalesce(n.withheld, 0) AS withheld,
    coalesce(n.tasks_with_figures, 0) AS tasks_with_figures
FROM documents AS o
JOIN districts AS s USING (district_id)
LEFT JOIN held AS n USING (document_id)
WHERE o.district_id = $district
ORDER BY o.period_start DESC, o.status = 'draft', o.document_id DESC
LIMIT 1
