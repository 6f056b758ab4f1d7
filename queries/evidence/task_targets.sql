-- One row per target of a task and of its named paragraphs, in document order, as `target_full` gives them, with the
-- figure's place in the text.
-- $task VARCHAR: task id
SELECT f.*, g.position
FROM tasks AS t
JOIN target_full AS f
    ON f.document_id = t.document_id AND f.task_no = t.task_no AND (t.task_no > 0 OR f.task_id = t.task_id)
JOIN targets AS g ON g.target_id = f.target_id
WHERE t.task_id = $task
ORDER BY f.item NULLS FIRST, f.seq
