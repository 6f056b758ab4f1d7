-- One row per target that states the same figure for the same thing as another of its document without saying so.
-- 同一目标的重复表述已经注明
SELECT 'targets' AS table_name, g.target_id AS key, 'restates' AS column_name, g.name || ' ' || g.printed AS found,
    'restates naming ' || min(o.target_id) || ', or different names' AS expected
FROM targets AS g
JOIN tasks AS t USING (task_id)
JOIN targets AS o ON o.indicator_id = g.indicator_id AND o.name = g.name AND o.value = g.value AND o.target_id <> g.target_id
JOIN tasks AS ot ON ot.task_id = o.task_id AND ot.document_id = t.document_id
WHERE g.restates IS NULL AND o.restates IS NULL AND g.part_of IS NULL AND o.part_of IS NULL
GROUP BY g.target_id, g.name, g.printed
ORDER BY g.target_id
