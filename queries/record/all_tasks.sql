-- The ids of all tasks, those of passages without a number and named paragraphs included.
SELECT task_id FROM tasks ORDER BY task_id
