-- One row per counted target led by a department of the science line.
-- 科技条线牵头的目标
SELECT
    district AS 区县,
    array_to_string(leads, '、') AS 牵头部门,
    name AS 目标,
    printed AS 原文数字,
    citation AS 来源
FROM target_full
WHERE counted AND list_contains(lead_lines, 'science')
ORDER BY district, task_no
