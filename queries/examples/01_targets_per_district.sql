-- One row per district: its counted targets and how many of them are masked.
-- 每个区县的目标数
SELECT
    district AS 区县,
    count(*) AS 目标数,
    count(*) FILTER (withheld) AS 原文隐去
FROM target_full
WHERE counted
GROUP BY district
ORDER BY 目标数 DESC
