-- One row per target whose period its basis or its plan does not allow.
-- 时段与口径、计划期相符
SELECT 'targets' AS table_name, g.target_id AS key, 'period' AS column_name, g.basis || ' ' || g.period AS found,
    CASE
        WHEN g.period IN ('plan', 'average') AND year(o.period_start) = year(o.period_end) THEN 'year, as the plan covers one year'
        ELSE 'new: year, each_year, average or plan; growth: the same; cumulative: by_end; share: by_end or year'
    END AS expected
FROM targets AS g
JOIN tasks AS t USING (task_id)
JOIN documents AS o USING (document_id)
WHERE (g.period IN ('plan', 'average') AND year(o.period_start) = year(o.period_end))
    OR (g.basis = 'new' AND g.period = 'by_end')
    OR (g.basis = 'growth' AND g.period NOT IN ('year', 'each_year', 'average', 'plan'))
    OR (g.basis = 'cumulative' AND g.period <> 'by_end')
    OR (g.basis = 'share' AND g.period NOT IN ('by_end', 'year'))
ORDER BY g.target_id
