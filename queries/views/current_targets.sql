-- One row per target of the newest plan of each district; restatements are left out, and the same indicators lie together.
SELECT f.*
FROM target_full AS f
JOIN newest_plans AS p USING (document_id)
WHERE f.restates IS NULL
ORDER BY f.indicator_id, f.district_id, f.task_no, f.seq
