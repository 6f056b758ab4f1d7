-- One row per department, the twenty that lead most counted targets.
-- 牵头目标最多的二十个部门
SELECT
    district AS 区县,
    lead AS 部门,
    count(*) AS 牵头目标,
    count(DISTINCT task_id) AS 涉及任务
FROM (SELECT district, task_id, unnest(leads) AS lead FROM target_full WHERE counted)
GROUP BY district, lead
ORDER BY 牵头目标 DESC, 区县, 部门
LIMIT 20
