-- One row per masked figure: what is hidden and where.
-- 原文隐去的数字
SELECT
    district AS 区县,
    category AS 领域,
    name AS 目标,
    printed AS 原文写法,
    array_to_string(leads, '、') AS 牵头部门,
    citation AS 来源
FROM target_full
WHERE withheld
ORDER BY category_sort, task_no
