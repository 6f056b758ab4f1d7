-- One row per document asked for, to be named as a source.
-- $documents VARCHAR[]: document ids; empty = all
SELECT o.document_id, s.name AS district, o.title, o.doc_no, o.status
FROM documents AS o
JOIN districts AS s USING (district_id)
WHERE among($documents, o.document_id)
ORDER BY o.document_id
