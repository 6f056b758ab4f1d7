-- One row per target of each indicator asked for and of its subject, as `comparisons/indicator_targets` gives them, but only of
-- some districts that set it, where there are very many; `setting` says how many set it in all.
-- $indicators VARCHAR[]: the indicators to compare
-- $focus VARCHAR: district to be among them in any case; empty = none
-- $most INTEGER: at most so many districts for each indicator
-- $evenly BOOLEAN: spread evenly from the highest figure to the lowest; otherwise those of the highest figures
WITH own AS (
    SELECT indicator_id AS asked, district_id, max(value_std) AS amount
    FROM current_targets
    WHERE list_contains($indicators, indicator_id)
    GROUP BY indicator_id, district_id
),

placed AS (
    SELECT
        asked, district_id, count(*) OVER (PARTITION BY asked) AS setting,
        row_number() OVER (PARTITION BY asked ORDER BY amount DESC NULLS LAST, district_id) AS place
    FROM own
),

chosen AS (
    SELECT asked, district_id, setting
    FROM placed
    WHERE CASE
        WHEN $evenly THEN place IN (1, setting) OR (place - 1) * $most // setting > (place - 2) * $most // setting
        ELSE place <= $most
    END
    UNION
    SELECT asked, $focus, any_value(setting)
    FROM placed
    GROUP BY asked
)

SELECT c.asked, c.setting, f.*
FROM chosen AS c
JOIN indicators AS a ON a.indicator_id = c.asked
JOIN indicators AS i
    ON i.indicator_id = a.indicator_id OR i.subject_id = a.subject_id OR i.part_of = a.indicator_id
JOIN current_targets AS f ON f.district_id = c.district_id AND f.indicator_id = i.indicator_id
ANTI JOIN current_targets AS t ON t.target_id = f.part_of AND t.indicator_id = f.indicator_id
ORDER BY c.asked, f.district_id, f.task_no, f.seq
