-- One row per target of each indicator asked for, and of those that measure the same thing on another basis, with the
-- asked indicator in `asked`. Restatements are left out, and so are parts whose total belongs to the same indicator.
-- $indicators VARCHAR[]: the indicators to compare
-- $districts VARCHAR[]: only these districts; empty = all
SELECT
    a.indicator_id AS asked,
    f.*
FROM target_full AS f
JOIN indicators AS a ON a.indicator_id = f.indicator_id OR a.subject_id = f.subject_id
WHERE list_contains($indicators, a.indicator_id)
    AND f.restates IS NULL
    AND NOT EXISTS (FROM targets AS t WHERE t.target_id = f.part_of AND t.indicator_id = f.indicator_id)
    AND (len($districts) = 0 OR list_contains($districts, f.district_id))
ORDER BY asked, f.district_id, f.task_no, f.seq
