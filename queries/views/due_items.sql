-- One row per due item: a counted target in one window of time, or a numbered task without a figure. Computed, never typed.
WITH counted AS (
    SELECT
        f.*, o.period_start, o.period_end, u.quantity,
        coalesce(t.averaged, f.period = 'average') AS averaged,
        CAST(CAST(f.value_std AS DECIMAL(24, 6)) AS DECIMAL(24, 8)) AS goal,
        CAST(CAST(f.value_high_std AS DECIMAL(24, 6)) AS DECIMAL(24, 8)) AS goal_high,
        counts_things(i.name, u.quantity, u.factor) AND coalesce(f.value_std = floor(f.value_std), false) AS counts,
        CASE WHEN f.comparator IN ('at_least', 'more_than') THEN 'higher'
            WHEN f.comparator IN ('at_most', 'less_than') THEN 'lower' ELSE i.direction END AS wanted
    FROM target_full AS f
    JOIN documents AS o USING (document_id)
    JOIN indicators AS i USING (indicator_id)
    LEFT JOIN units AS u ON u.unit = i.unit
    LEFT JOIN tracking AS t ON t.due_id = f.target_id
    WHERE f.counted
), yearly AS (
    SELECT *, CASE WHEN wanted = 'none' AND (counts OR basis IN ('new', 'cumulative')) THEN 'higher' ELSE wanted END AS sense,
        period IN ('year', 'each_year') AND NOT averaged AS within_year,
        CASE WHEN period = 'each_year' AND NOT averaged
            THEN range(year(period_start), least(due_year, year(period_end)) + 1) ELSE [due_year] END AS years
    FROM counted
), windows AS (
    SELECT *, unnest(years)::INTEGER AS year FROM yearly
), tracked AS (
    SELECT w.*, t.cadence, t.figure_source, w.target_id || CASE WHEN len(years) > 1 THEN '@' || w.year ELSE '' END AS due_id,
        coalesce(t.reading, default_reading(basis, period, quantity, w.averaged)) AS asked,
        coalesce(t.pacing, default_pacing(basis, period, sense, w.averaged, goal, asked)) AS pacing
    FROM windows AS w
    LEFT JOIN tracking AS t ON t.due_id = w.target_id || CASE WHEN len(years) > 1 THEN '@' || w.year ELSE '' END
)
SELECT
    due_id, 'figure' AS kind, target_id, task_id, document_id, district_id, lead_ids, lead_ids[1] AS reporter_id,
    CASE WHEN within_year THEN greatest(period_start, make_date(year, 1, 1)) ELSE period_start END AS window_start,
    least(period_end, make_date(year, 12, 31)) AS window_end,
    comparator, goal AS value_std, goal_high AS value_high_std, unit_std, basis, sense AS direction, counts,
    CASE WHEN basis IN ('share', 'growth') THEN 0.5 ELSE abs(goal) * 0.05 END::DECIMAL(24, 8) AS tolerance,
    averaged, withheld, status, asked AS reading, pacing,
    coalesce(cadence, CASE WHEN pacing = 'final' OR averaged THEN 'year'
        WHEN asked IN ('cumulative', 'used', 'year_to_date') THEN 'month' ELSE 'quarter' END) AS cadence,
    figure_source,
    CASE WHEN asked IN ('cumulative', 'used', 'year_to_date') THEN 0 END::DECIMAL(24, 8) AS baseline,
    sha256(concat_ws('|', printed, comparator, coalesce(value::VARCHAR, ''), coalesce(unit, ''), basis, period, due_year))
        AS fingerprint
FROM tracked
UNION ALL
SELECT
    'task:' || task_id, 'task', NULL, task_id, t.document_id, o.district_id, r.lead_ids, r.lead_ids[1], o.period_start,
    o.period_end, NULL, NULL, NULL, NULL, NULL, NULL, false, NULL, false, false, o.status, 'none', 'nodes',
    'half_year', NULL, NULL, sha256(concat_ws('|', t.title, o.period_end))
FROM tasks AS t
JOIN documents AS o USING (document_id)
JOIN task_role AS r USING (task_id)
ANTI JOIN target_full AS f ON f.document_id = t.document_id AND f.task_no = t.task_no
WHERE t.task_no > 0 AND t.item IS NULL
ORDER BY due_id
