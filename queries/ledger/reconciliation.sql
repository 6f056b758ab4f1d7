-- One row: what due items are made of, so that their number and that of the withheld ones add up to targets and tasks.
-- $dues VARCHAR[]: their ids
WITH listed AS (
    SELECT * FROM due_items WHERE list_contains($dues, due_id)
), counted AS (
    SELECT
        count(*) AS items, count(DISTINCT target_id) AS targets, count(*) FILTER (kind = 'task') AS tasks,
        count(*) FILTER (withheld) AS withheld_items, count(DISTINCT target_id) FILTER (withheld) AS withheld_targets
    FROM listed
), beside AS (
    SELECT count(*) AS repeats, count(*) FILTER (withheld) AS withheld_repeats
    FROM target_full
    WHERE NOT counted AND coalesce(restates, part_of) IN (SELECT target_id FROM listed)
)
SELECT
    *, items - tasks - targets AS further_years, withheld_items - withheld_targets AS withheld_years
FROM counted CROSS JOIN beside
