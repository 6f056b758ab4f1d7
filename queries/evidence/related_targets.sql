-- One row per target that belongs with a target: first (the statement it repeats), repeated (a later statement of it),
-- total (what it is a part of), part (a part of it), measure (the same thing in another unit), beside (another figure of the same task).
-- $target VARCHAR: target id
WITH chosen AS (FROM target_full WHERE target_id = $target)

SELECT
    CASE
        WHEN f.target_id = g.restates THEN 'first'
        WHEN f.restates = g.target_id THEN 'repeated'
        WHEN f.target_id = g.part_of AND g.measured_otherwise OR f.part_of = g.target_id AND f.measured_otherwise
            THEN 'measure'
        WHEN f.target_id = g.part_of THEN 'total'
        WHEN f.part_of = g.target_id THEN 'part'
        ELSE 'beside'
    END AS relation,
    f.*
FROM target_full AS f
JOIN chosen AS g
    ON f.target_id <> g.target_id
    AND (
        f.task_id = g.task_id OR f.target_id = g.restates OR f.restates = g.target_id
        OR f.target_id = g.part_of OR f.part_of = g.target_id
    )
WHERE f.document_id = split_part($target, '/', 1)
ORDER BY f.task_no, f.item NULLS FIRST, f.seq
