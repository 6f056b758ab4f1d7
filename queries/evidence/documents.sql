-- One row per document with what the record holds of it.
SELECT
    o.document_id, s.name AS district, o.title, o.doc_no, o.issuer, o.issued_on, o.status,
    year(o.period_start) AS first_year, year(o.period_end) AS last_year, o.stated_task_count,
    (SELECT count(*) FROM tasks AS t WHERE t.document_id = o.document_id AND t.task_no > 0 AND t.item IS NULL) AS tasks,
    count(f.target_id) AS statements,
    count(f.target_id) FILTER (f.counted) AS targets,
    count(f.target_id) FILTER (f.counted AND f.withheld) AS withheld,
    (SELECT count(*) FROM excluded_figures AS x WHERE x.document_id = o.document_id) AS excluded,
    o.source_sha256
FROM documents AS o
JOIN districts AS s USING (district_id)
LEFT JOIN target_full AS f ON f.document_id = o.document_id
GROUP BY ALL
ORDER BY o.document_id
