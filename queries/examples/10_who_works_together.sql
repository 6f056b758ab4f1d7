-- One row per pair of departments that lead and support the same numbered tasks, the most frequent first.
-- 牵头与配合最常在一起的部门
SELECT
    s.name AS 区县,
    a.name AS 牵头部门,
    b.name AS 配合部门,
    count(*) AS 共同任务
FROM responsibilities AS x
JOIN responsibilities AS y USING (task_id)
JOIN departments AS a ON a.department_id = x.department_id
JOIN departments AS b ON b.department_id = y.department_id
JOIN districts AS s ON s.district_id = a.district_id
WHERE x.role = 'lead' AND y.role = 'support'
GROUP BY s.name, a.name, b.name
ORDER BY 共同任务 DESC, 区县, 牵头部门, 配合部门
LIMIT 50
