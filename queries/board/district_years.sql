-- One row per due year and strength of the counted targets of a plan: how many, and how many of them are masked.
-- $document VARCHAR: document id
SELECT due_year, strength, count(*) AS targets, count(*) FILTER (withheld) AS withheld
FROM target_full
WHERE document_id = $document AND counted
GROUP BY due_year, strength
ORDER BY due_year, list_position(['ensure', 'plain', 'strive'], strength)
