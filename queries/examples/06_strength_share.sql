-- One row per district: counted targets by strength and the share to be ensured, in percent.
-- 各区县的承诺力度：确保、未注明、力争
SELECT
    district AS 区县,
    count(*) FILTER (strength = 'ensure') AS 确保,
    count(*) FILTER (strength = 'plain') AS 未注明,
    count(*) FILTER (strength = 'strive') AS 力争,
    round(100.0 * count(*) FILTER (strength = 'ensure') / count(*), 1) AS 确保占比
FROM target_full
WHERE counted
GROUP BY district
ORDER BY 确保占比 DESC
