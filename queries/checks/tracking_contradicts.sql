-- One row per agreement on tracking that its due item does not allow, or that agrees on nothing.
-- 跟踪约定与应报项相符，且至少约定一样
SELECT 'tracking' AS table_name, t.due_id AS key,
    CASE WHEN d.kind = 'figure' AND t.averaged AND year(d.window_start) = year(d.window_end) THEN 'averaged' ELSE 'pacing' END
        AS column_name,
    concat_ws(' ', d.kind, d.direction, t.reading, t.pacing, CASE WHEN t.averaged THEN 'averaged' END) AS found,
    CASE
        WHEN d.kind = 'task' THEN 'nodes only, as the task has no figure'
        WHEN t.pacing = 'nodes' THEN 'no nodes, as the item has a figure'
        WHEN t.pacing = 'ceiling' THEN 'a ceiling only where less is better'
        WHEN t.averaged THEN 'averaged, and hold, only over several years'
        ELSE 'a reading, pacing, mean, cadence or source that differs from the usual'
    END AS expected
FROM tracking AS t
JOIN due_items AS d USING (due_id)
WHERE (d.kind = 'task' AND (t.pacing <> 'nodes' OR t.reading IS NOT NULL OR t.averaged))
    OR (d.kind = 'figure' AND t.pacing = 'nodes')
    OR (t.pacing = 'ceiling' AND d.direction <> 'lower')
    OR (t.averaged AND (year(d.window_start) = year(d.window_end) OR t.pacing <> 'hold'))
    OR coalesce(t.reading, t.pacing, t.averaged::VARCHAR, t.cadence, t.figure_source) IS NULL
ORDER BY t.due_id
