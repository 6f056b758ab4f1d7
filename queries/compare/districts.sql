-- One row per district with its document, as comparisons list them; a district without a plan has no document.
-- $districts VARCHAR[]: only these districts; empty = all
SELECT
    s.district_id, s.name AS district, s.short_name, s.kind, o.document_id, o.title, o.doc_no, o.status,
    year(o.period_start) AS first_year, year(o.period_end) AS last_year
FROM districts AS s
LEFT JOIN documents AS o USING (district_id)
WHERE len($districts) = 0 OR list_contains($districts, s.district_id)
ORDER BY s.district_id
