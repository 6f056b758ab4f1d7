-- One row per target of the family of each indicator asked for, with the asked indicator in `asked`; of each district
-- its newest plan. Restatements are left out, and so are parts whose total belongs to the same indicator.
-- $indicators VARCHAR[]: the indicators to compare
-- $districts VARCHAR[]: only these districts; empty = all
SELECT
    a.indicator_id AS asked,
    f.*
FROM current_targets AS f
JOIN indicators AS i ON i.indicator_id = f.indicator_id
JOIN indicators AS a ON a.family_id = i.family_id
ANTI JOIN current_targets AS t ON t.target_id = f.part_of AND t.indicator_id = f.indicator_id
WHERE list_contains($indicators, a.indicator_id)
    AND among($districts, f.district_id)
ORDER BY asked, f.district_id, f.task_no, f.seq
