-- One row per target of each indicator asked for, and of those that measure the same thing on another basis, and of those that
-- are a part of it, with the asked indicator in `asked`; of each district its newest plan. Restatements are left out, and so are parts whose total
-- belongs to the same indicator.
-- $indicators VARCHAR[]: the indicators to compare
-- $districts VARCHAR[]: only these districts; empty = all
WITH wanted AS (
    SELECT a.indicator_id AS asked, i.indicator_id
    FROM indicators AS a
    JOIN indicators AS i
        ON i.indicator_id = a.indicator_id OR i.subject_id = a.subject_id OR i.part_of = a.indicator_id
    WHERE list_contains($indicators, a.indicator_id)
)

SELECT w.asked, f.*
FROM current_targets AS f
JOIN wanted AS w ON w.indicator_id = f.indicator_id
ANTI JOIN current_targets AS t ON t.target_id = f.part_of AND t.indicator_id = f.indicator_id
WHERE among($districts, f.district_id)
ORDER BY w.asked, f.district_id, f.task_no, f.seq
