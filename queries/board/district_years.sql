-- One row per due year and strength of the counted targets of a plan: how many.
-- $document VARCHAR: document id
SELECT due_year, strength, count(*) AS targets
FROM target_full
WHERE document_id = $document AND counted
GROUP BY due_year, strength
ORDER BY due_year, list_position(['ensure', 'plain', 'strive'], strength)
