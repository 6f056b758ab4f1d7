-- One row per target with the text that a search looks through, folded by the macro of schema.sql.
SELECT
    f.target_id,
    folded(concat_ws(
        '|', f.name, f.indicator, f.printed, f.task, f.item, f.chapter, f.category, f.district, o.doc_no, o.title, f.caveat,
        array_to_string(f.leads, '|'), array_to_string(f.supports, '|'),
        (SELECT string_agg(l.name || '|' || l.name || '局', '|') FROM lines AS l WHERE list_contains(f.lines, l.line_id))
    )) AS text
FROM target_full AS f
JOIN documents AS o USING (document_id)
