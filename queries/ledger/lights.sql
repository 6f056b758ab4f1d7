-- One row per reading of a figure: the light of its due item under one rule, and what it was worked out from.
-- Compared by cross-multiplication, divided only to show: a quotient would flip lights that lie exactly on a bound.
-- @readings: due_id, as_of, figure_state (given, not_available, not_applicable; empty: none), and value, pacing, baseline,
--     planned, window_end of its course (empty: as the record says); figures are decimals as text, of means the mean
-- $rule: the rule_id of a row of light_rules
WITH rule AS (
    SELECT green_included, measure = 'ratio' AS ratio, green_from - shift AS green, yellow_from - shift AS yellow
    FROM (SELECT *, CASE measure WHEN 'ratio' THEN 100 ELSE 0 END AS shift FROM light_rules WHERE rule_id = $rule)
), given AS (
    SELECT d.* EXCLUDE (pacing, baseline, window_end), r.as_of, nullif(r.figure_state, 'given') AS lack,
        CASE WHEN r.as_of >= window_start THEN r.value::DECIMAL(24, 8) END AS x, r.planned::DECIMAL(24, 8) AS planned, coalesce(r.pacing, d.pacing) AS pacing,
        coalesce(r.baseline::DECIMAL(24, 8), d.baseline) AS baseline, coalesce(r.window_end, d.window_end) AS window_end,
        CASE WHEN comparator = 'between' AND direction = 'lower' THEN value_high_std ELSE value_std END AS goal
    FROM readings AS r JOIN due_items AS d USING (due_id) WHERE d.kind = 'figure'
), sided AS (
    SELECT *, as_of >= window_end AS ended, is_met(comparator, direction, x, value_std, value_high_std, tolerance) AS met,
        CASE WHEN pacing = 'ceiling' THEN 0 ELSE coalesce(baseline, 0) END AS x0,
        CASE WHEN direction = 'lower' THEN -1 WHEN direction = 'higher' OR comparator = 'about' THEN 1
            ELSE sign(goal - coalesce(baseline, 0))::INTEGER END AS side,
        month_ticks((window_start - INTERVAL 1 DAY)::DATE) AS start,
        month_ticks(window_end) - start AS whole, month_ticks(least(as_of, window_end)) - start AS elapsed,
        goal IS NOT NULL AND CASE pacing WHEN 'linear' THEN baseline IS NOT NULL WHEN 'planned' THEN planned IS NOT NULL
            ELSE pacing IN ('hold', 'ceiling') END AS paced
    FROM given
), scheduled AS (
    -- A baseline on or beyond the target leaves no way to go: the target has to be held.
    SELECT *, coalesce(side * (goal - baseline) > 0, false) AS way_to_go,
        CASE WHEN pacing = 'linear' AND paced AND NOT way_to_go THEN 'hold' ELSE pacing END AS pace,
        goal - CASE comparator WHEN 'about' THEN side * tolerance ELSE 0 END AS bound,
        CASE WHEN pacing = 'planned' THEN planned * whole
            WHEN counts THEN (x0 + sign(goal - x0)::INTEGER * ((abs(goal - x0) * 100000000)::HUGEINT * elapsed
                // (whole::HUGEINT * 100000000))::DECIMAL(24, 0)) * whole
            ELSE x0 * whole + (goal - x0) * elapsed END::DECIMAL(38, 8) AS due
    FROM sided
), measured AS (
    SELECT *, CASE pace WHEN 'ceiling' THEN due - x * whole WHEN 'hold' THEN whole * CASE
            WHEN direction = 'none' AND comparator <> 'about' THEN least(x - value_std, coalesce(value_high_std, goal) - x)
            ELSE side * (x - bound) END ELSE side * (x * whole - due) END AS gap,
        whole * CASE WHEN pace IN ('hold', 'ceiling') OR NOT way_to_go THEN abs(goal) ELSE abs(goal - x0) END AS way,
        CASE WHEN pace = 'hold' THEN abs(bound) * whole WHEN pace = 'ceiling' OR NOT way_to_go THEN abs(due)
            ELSE greatest(side * (due - x0 * whole), 0) END AS stretch,
        pace = 'hold' AND gap >= 0 AND NOT met AS just, CASE WHEN ratio THEN stretch ELSE way END AS scale,
        above_cut(gap, scale, green) AS over_green, above_cut(gap, scale, yellow) AS over_yellow
    FROM scheduled CROSS JOIN rule
), judged AS (
    SELECT *, settled_state(withheld, goal, as_of < window_start, ended, lack, x, met, pacing, paced, basis, reading) AS settled
    FROM measured
)
SELECT due_id, as_of, met, coalesce(settled, paced_state(pace = 'ceiling', gap, way, just)) AS state,
    CASE WHEN settled IS NOT NULL
            THEN MAP {'done': 'done', 'reached': 'done', 'breached': 'breached', 'unfinished': 'red'}[settled]
        WHEN over_green > 0 OR over_green = 0 AND green_included AND NOT just THEN 'green'
        WHEN over_yellow >= 0 THEN 'yellow' ELSE 'red' END AS light,
    CASE WHEN pacing IN ('linear', 'planned', 'final') AND way_to_go THEN 100 * (x - baseline) / (goal - baseline) END AS rate,
    CASE WHEN pacing = 'ceiling' AND goal > 0 THEN 100 * x / goal END AS used,
    CASE WHEN paced AND pace <> 'hold' AND as_of >= window_start THEN due / whole END AS due_now,
    CASE WHEN paced THEN above_cut(gap, way, 0) / CASE WHEN way > 0 THEN way ELSE 1 END END AS deviation
FROM judged
