-- One row per indicator asked for: its names, basis, unit, whether that counts whole things, direction, definition and note, with
-- the short names of the districts that the note speaks of.
-- $indicators VARCHAR[]: the indicators to compare
SELECT i.*, c.name AS category, counts_things(i.name, u.quantity, u.factor) AS counts,
    ARRAY(SELECT short_name FROM districts WHERE contains(coalesce(i.comparable_note, ''), short_name)) AS note_districts
FROM indicators AS i
JOIN categories AS c USING (category_id)
LEFT JOIN units AS u ON u.unit = i.unit
WHERE list_contains($indicators, i.indicator_id)
ORDER BY i.indicator_id
