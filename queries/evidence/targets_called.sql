-- One row per task or target that goes by this id: page, id, name and district.
-- $called VARCHAR: the id of a task or of a target
WITH named AS (
    SELECT 'task' AS page, task_id AS called, title AS name, document_id FROM tasks
    UNION ALL
    SELECT 'target', target_id, name, document_id FROM target_full
)

SELECT n.page, n.called, n.name, s.name AS district
FROM named AS n
JOIN documents AS o USING (document_id)
JOIN districts AS s USING (district_id)
WHERE n.called = $called
