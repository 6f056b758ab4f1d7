-- One row per family of indicators that is stated on several bases: these must not share an axis.
-- 同族不同口径、不可直接相比的指标
SELECT
    family_id AS 指标族,
    string_agg(DISTINCT indicator, '、' ORDER BY indicator) AS 指标,
    list_sort(list(DISTINCT basis)) AS 口径,
    count(DISTINCT district_id) AS 区县数
FROM target_full
GROUP BY family_id
HAVING count(DISTINCT basis) > 1
ORDER BY 区县数 DESC, 指标族
