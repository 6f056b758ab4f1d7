-- One row per indicator whose figures may be set against each other: districts at both ends, their figures and the ratio.
-- Amounts only, one period and due year, one stated figure a district, no note of caution; widest gap first. An end
-- that several districts share names them all; where their bounds differ its comparator is `between`. `places`: their tasks.
-- $limit INTEGER: at most so many rows
WITH stated AS (
    SELECT
        f.indicator_id, f.indicator, f.period, f.due_year, f.district_id, any_value(f.short_name) AS district,
        any_value(f.printed) AS printed, any_value(f.value_std) AS value_std, any_value(f.comparator) AS comparator,
        any_value({'document_id': f.document_id, 'task_no': f.task_no}) AS place
    FROM current_targets AS f
    JOIN indicators AS i USING (indicator_id)
    WHERE f.counted AND f.presence = 'set' AND f.value_high IS NULL AND f.value_std > 0
        AND f.basis IN ('new', 'cumulative', 'level')
        AND i.comparable_note IS NULL
    GROUP BY f.indicator_id, f.indicator, f.period, f.due_year, f.district_id
    HAVING count(*) = 1
),

placed AS (
    SELECT *, max(value_std) OVER indicator AS top, min(value_std) OVER indicator AS low
    FROM stated
    WINDOW indicator AS (PARTITION BY indicator_id, period, due_year)
)

SELECT
    indicator_id, any_value(indicator) AS indicator, due_year, count(*) AS districts,
    string_agg(district, '、' ORDER BY district_id) FILTER (value_std = top) AS highest,
    min(printed) FILTER (value_std = top) AS highest_printed,
    CASE WHEN count(DISTINCT comparator) FILTER (value_std = top) = 1
        THEN min(comparator) FILTER (value_std = top) ELSE 'between' END AS highest_comparator,
    any_value(top)::DOUBLE AS highest_value,
    string_agg(district, '、' ORDER BY district_id) FILTER (value_std = low) AS lowest,
    min(printed) FILTER (value_std = low) AS lowest_printed,
    CASE WHEN count(DISTINCT comparator) FILTER (value_std = low) = 1
        THEN min(comparator) FILTER (value_std = low) ELSE 'between' END AS lowest_comparator,
    any_value(low)::DOUBLE AS lowest_value,
    any_value(top) / any_value(low) AS ratio,
    list(place) FILTER (value_std IN (top, low)) AS places
FROM placed
GROUP BY indicator_id, period, due_year
HAVING count(*) > 1 AND any_value(top) > any_value(low)
ORDER BY ratio DESC, indicator_id
LIMIT $limit
