-- One row per stated grain target: the figure as printed, normalised, and the rule between the two.
-- 粮食综合生产能力：原文数字与换算值
SELECT
    district AS 区县,
    printed AS 原文数字,
    value_std AS 换算值,
    unit_std AS 换算单位,
    concat('1 ', unit, ' = ', printf('%g', factor), ' ', unit_std) AS 换算关系,
    citation AS 来源
FROM target_full
WHERE indicator_id = 'grain-capacity'
ORDER BY value_std DESC NULLS LAST
