-- One row per indicator whose figures may be set against each other without reserve: highest, lowest and their ratio.
-- Amounts only, one period and due year, one stated figure a district, no note of caution; widest gap first.
-- $limit INTEGER: at most so many rows
WITH stated AS (
    SELECT
        f.indicator_id, f.indicator, f.period, f.due_year, f.district_id, any_value(f.district) AS district,
        any_value(f.printed) AS printed, any_value(f.value_std) AS value_std, any_value(f.target_id) AS target_id
    FROM current_targets AS f
    JOIN indicators AS i USING (indicator_id)
    WHERE f.counted AND f.presence = 'set' AND f.value_high IS NULL AND f.value_std > 0
        AND f.basis IN ('new', 'cumulative', 'level')
        AND i.comparable_note IS NULL
    GROUP BY f.indicator_id, f.indicator, f.period, f.due_year, f.district_id
    HAVING count(*) = 1
)

SELECT
    indicator_id, any_value(indicator) AS indicator, due_year, count(*) AS districts,
    arg_max(district, value_std) AS highest, arg_max(printed, value_std) AS highest_printed,
    arg_min(district, value_std) AS lowest, arg_min(printed, value_std) AS lowest_printed,
    max(value_std) / min(value_std) AS ratio
FROM stated
GROUP BY indicator_id, period, due_year
HAVING count(*) > 1 AND max(value_std) > min(value_std)
ORDER BY ratio DESC, indicator_id
LIMIT $limit
