-- One row per target that is part of itself, of a target of another document or in a circle of parts.
-- 部分与总数在同一文件且不循环
WITH RECURSIVE chain (target_id, ancestor, depth) AS (
    SELECT target_id, part_of, 1 FROM targets WHERE part_of IS NOT NULL
    UNION ALL
    SELECT c.target_id, g.part_of, c.depth + 1
    FROM chain AS c
    JOIN targets AS g ON g.target_id = c.ancestor
    WHERE g.part_of IS NOT NULL AND c.depth < 20
)

SELECT DISTINCT 'targets' AS table_name, g.target_id AS key, 'part_of' AS column_name, g.part_of AS found,
    'another target of the same document that is not a part of this one' AS expected
FROM targets AS g
JOIN tasks AS t USING (task_id)
LEFT JOIN targets AS p ON p.target_id = g.part_of
LEFT JOIN tasks AS pt ON pt.task_id = p.task_id
WHERE g.part_of IS NOT NULL
    AND (
        pt.document_id IS DISTINCT FROM t.document_id
        OR EXISTS (FROM chain AS c WHERE c.target_id = g.target_id AND c.ancestor = g.target_id)
    )
ORDER BY g.target_id
