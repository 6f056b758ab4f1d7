-- One row per kind of newest plan: years covered, state, how many plans, and the district of each; the commonest first.
SELECT
    year(o.period_start) AS first_year, year(o.period_end) AS last_year, o.status, count(*) AS plans,
    list(s.name ORDER BY s.district_id) AS districts
FROM newest_plans AS p
JOIN documents AS o USING (document_id)
JOIN districts AS s ON s.district_id = p.district_id
GROUP BY ALL
ORDER BY plans DESC, first_year, last_year, o.status
