-- One row per due item with the words of its target or task; figures are decimals as text, so that no digit is lost.
SELECT
    d.due_id, d.kind, d.target_id, d.task_id, d.document_id, d.district_id, s.short_name AS district, c.category_id,
    c.name AS category, t.chapter, t.task_no, coalesce(t.item, t.title) AS task, coalesce(f.name, t.title) AS name, f.printed,
    d.lead_ids, d.reporter_id, coalesce(r.leads, []) AS leads, coalesce(r.supports, []) AS supports,
    coalesce(r.support_ids, []) AS support_ids, coalesce(r.lead_lines, []) AS lead_lines,
    coalesce(r.support_lines, []) AS support_lines, f.strength,
    o.period_start AS plan_start, d.window_start, d.window_end, d.comparator, d.value_std::VARCHAR AS value_std,
    d.value_high_std::VARCHAR AS value_high_std, d.unit_std, d.basis, d.direction, d.counts,
    d.tolerance::VARCHAR AS tolerance, d.averaged, d.withheld, d.status, d.reading, d.pacing, d.cadence, d.figure_source,
    d.baseline::VARCHAR AS baseline, d.fingerprint,
    f.indicator_id, i.part_of AS whole_indicator_id, p.unit AS unit_printed, p.factor::VARCHAR AS factor_printed, u.factor::VARCHAR AS factor_std
FROM due_items AS d
JOIN tasks AS t USING (task_id)
JOIN documents AS o ON o.document_id = d.document_id
JOIN categories AS c USING (category_id)
JOIN districts AS s ON s.district_id = d.district_id
JOIN task_role AS r USING (task_id)
LEFT JOIN target_full AS f ON f.target_id = d.target_id
LEFT JOIN indicators AS i ON i.indicator_id = f.indicator_id
LEFT JOIN units AS p ON p.unit = f.unit
LEFT JOIN units AS u ON u.unit = d.unit_std
ORDER BY d.document_id, t.task_no, t.item NULLS FIRST, d.due_id
