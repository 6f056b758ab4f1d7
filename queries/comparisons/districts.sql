-- One row per district with its newest document, as comparisons list them; a district without a plan has no document.
-- $districts VARCHAR[]: only these districts; empty = all
SELECT
    s.district_id, s.name AS district, s.short_name, s.kind, p.document_id, o.title, o.doc_no, o.status,
    year(o.period_start) AS first_year, year(o.period_end) AS last_year
FROM districts AS s
LEFT JOIN newest_plans AS p USING (district_id)
LEFT JOIN documents AS o ON o.document_id = p.document_id
WHERE among($districts, s.district_id)
ORDER BY s.district_id
