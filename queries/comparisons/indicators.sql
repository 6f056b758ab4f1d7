-- One row per indicator asked for: its names, basis, unit, whether that counts whole things, direction, definition and note.
-- $indicators VARCHAR[]: the indicators to compare
SELECT i.*, c.name AS category, counts_things(i.name, u.quantity, u.factor) AS counts
FROM indicators AS i
JOIN categories AS c USING (category_id)
LEFT JOIN units AS u ON u.unit = i.unit
WHERE list_contains($indicators, i.indicator_id)
ORDER BY i.indicator_id
