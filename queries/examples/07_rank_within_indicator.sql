-- One row per stated figure of an indicator that several districts share: its rank and share of the highest.
-- 同一指标上的名次（窗口函数）
SELECT
    indicator AS 指标,
    due_year AS 目标年份,
    district AS 区县,
    printed AS 原文数字,
    value_std AS 换算值,
    unit_std AS 换算单位,
    rank() OVER figures AS 名次,
    round(100 * value_std / max(value_std) OVER (PARTITION BY indicator_id, basis, period), 1) AS 相当于最高的百分比
FROM target_full
WHERE counted AND value_std IS NOT NULL
WINDOW figures AS (PARTITION BY indicator_id, basis, period ORDER BY value_std DESC)
QUALIFY count(*) OVER (PARTITION BY indicator_id, basis, period) > 1
ORDER BY 指标, 名次
