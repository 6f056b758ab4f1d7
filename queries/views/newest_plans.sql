-- One row per district with a plan: the newest.
SELECT district_id, arg_max(document_id, (period_start, document_id)) AS document_id
FROM documents
GROUP BY district_id
