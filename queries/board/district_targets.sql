-- One row per target of a plan, in document order.
-- $document VARCHAR: document id
SELECT *
FROM target_full
WHERE document_id = $document
ORDER BY rowid
