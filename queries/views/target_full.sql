-- One row per target with everything a page needs: figure as printed and normalised, place, roles, citation.
SELECT
    g.target_id,
    o.document_id,
    o.status,
    s.district_id, s.name AS district, s.short_name,
    c.category_id,
    c.name AS category,
    c.sort AS category_sort,
    t.chapter_no, t.chapter, t.task_id, t.task_no, t.title AS task, t.item,
    g.seq,
    i.indicator_id,
    i.family_id,
    i.subject_id,
    i.name AS indicator,
    g.name,
    g.printed, g.stated_in, g.benchmark,
    g.comparator, g.value, g.value_high, g.unit,
    CAST(round(g.value * factor_between(u.factor, iu.factor), 6) AS DECIMAL(24, 6)) AS value_std,
    CAST(round(g.value_high * factor_between(u.factor, iu.factor), 6) AS DECIMAL(24, 6)) AS value_high_std,
    i.unit AS unit_std,
    CASE WHEN g.value IS NULL THEN u.factor / iu.factor ELSE factor_between(u.factor, iu.factor) END AS factor,
    g.basis, g.period, g.due_year, g.strength, g.withheld,
    CASE WHEN g.withheld THEN 'withheld' WHEN g.value IS NULL THEN 'worded' ELSE 'set' END AS presence,
    g.restates, g.part_of,
    coalesce(wu.quantity <> u.quantity, false) AS measured_otherwise,
    g.restates IS NULL AND g.part_of IS NULL AS counted,
    g.caveat,
    r.leads, r.supports, r.lead_ids, r.support_ids,
    r.lead_lines, r.support_lines, r.lines,
    d.duty_id,
    gw.text_id AS target_text_id, tw.text_id AS task_text_id, ow.text_id AS document_text_id,
    lw.text_id AS lead_text_id, sw.text_id AS support_text_id,
    concat(
        s.name, '，《', o.title, '》',
        CASE WHEN o.doc_no IS NOT NULL THEN '（' || o.doc_no || '）' ELSE '' END,
        '，', t.chapter,
        CASE WHEN t.task_no = 0 THEN '，未编号段落' ELSE '，第' || t.task_no || '项' END,
        CASE WHEN t.item IS NOT NULL THEN '（' || t.item || '）' ELSE '' END
    ) AS citation
FROM targets AS g
JOIN tasks AS t USING (task_id)
JOIN documents AS o USING (document_id)
JOIN districts AS s USING (district_id)
JOIN categories AS c USING (category_id)
JOIN indicators AS i USING (indicator_id)
LEFT JOIN units AS u ON u.unit = g.unit
LEFT JOIN units AS iu ON iu.unit = i.unit
LEFT JOIN targets AS w ON w.target_id = g.part_of
LEFT JOIN units AS wu ON wu.unit = w.unit
JOIN task_role AS r USING (task_id)
JOIN duties AS d ON d.lead_lines = r.lead_lines AND d.support_lines = r.support_lines
JOIN target_text AS gw ON gw.words = words_of_target(g.name, i.name, g.printed, g.caveat)
JOIN target_text AS tw ON tw.words = words_of_task(t.task_no, t.title, t.item, t.chapter, c.name)
JOIN target_text AS lw ON lw.words = words_of_departments(r.leads)
JOIN target_text AS sw ON sw.words = words_of_departments(r.supports)
JOIN target_text AS ow ON ow.words = words_of_document(s.name, o.doc_no, o.title)
-- In document order, so that a page of the list and the targets of a district lie together.
ORDER BY o.document_id, t.chapter_no, t.task_no, t.item NULLS FIRST, g.seq
