-- One row per document that has a number or a date and is marked a draft, or has neither and is marked issued.
-- 没有文号和日期的文件标为征求意见稿
SELECT 'documents' AS table_name, document_id AS key, 'status' AS column_name, status AS found,
    CASE status WHEN 'draft' THEN 'issued, as a number or date is printed' ELSE 'draft, as neither number nor date is printed' END AS expected
FROM documents
WHERE (status = 'draft') <> (doc_no IS NULL AND issued_on IS NULL)
ORDER BY document_id
