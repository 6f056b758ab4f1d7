-- One row per withheld figure in a document that is not a draft.
-- 已印发文件没有隐去的数字
SELECT 'targets' AS table_name, g.target_id AS key, 'withheld' AS column_name, g.printed AS found,
    'no masked figure in an issued document' AS expected
FROM targets AS g
JOIN tasks AS t USING (task_id)
JOIN documents AS o USING (document_id)
WHERE g.withheld AND o.status = 'issued'
ORDER BY g.target_id
