-- One row per agreement on tracking that names no due item.
-- 跟踪约定的应报项存在
SELECT 'tracking' AS table_name, t.due_id AS key, 'due_id' AS column_name, t.due_id AS found,
    'a due item: a counted target (with @year where each of several years is due) or a task without figures' AS expected
FROM tracking AS t
ANTI JOIN due_items AS d USING (due_id)
ORDER BY t.due_id
