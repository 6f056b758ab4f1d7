-- One row per indicator asked for: its names, basis, unit, direction, definition and note.
-- $indicators VARCHAR[]: the indicators to compare
SELECT i.*, c.name AS category
FROM indicators AS i
JOIN categories AS c USING (category_id)
WHERE list_contains($indicators, i.indicator_id)
ORDER BY i.indicator_id
