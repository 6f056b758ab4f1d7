-- The ids of all tasks, those of chapter introductions and named paragraphs included.
SELECT task_id FROM tasks ORDER BY task_id
