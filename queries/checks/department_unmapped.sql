-- One row per printed department that department_names.csv does not map, or maps to another organ or district.
-- 原文写明的每个部门都对应到本区县的机构
SELECT 'responsibilities' AS table_name, concat_ws('+', r.task_id, r.role, r.position) AS key, 'printed' AS column_name,
    r.printed || ' as ' || r.department_id AS found,
    coalesce(n.department_id, 'a spelling listed in department_names.csv for ' || o.district_id) AS expected
FROM responsibilities AS r
JOIN tasks AS t USING (task_id)
JOIN documents AS o USING (document_id)
LEFT JOIN department_names AS n ON n.district_id = o.district_id AND n.printed = r.printed
WHERE n.department_id IS DISTINCT FROM r.department_id
ORDER BY r.task_id, r.role, r.position
