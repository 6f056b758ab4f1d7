-- One row per spelling that no document prints, or that maps to an organ of another district.
-- 部门的每种写法都出现在本区县文件中
SELECT 'department_names' AS table_name, concat_ws('+', n.district_id, n.printed) AS key, 'printed' AS column_name, n.printed AS found,
    'a spelling that a task of this district prints, mapped to an organ of this district' AS expected
FROM department_names AS n
JOIN departments AS d USING (department_id)
WHERE d.district_id <> n.district_id
    OR NOT EXISTS (
        FROM responsibilities AS r
        JOIN tasks AS t USING (task_id)
        JOIN documents AS o USING (document_id)
        WHERE o.district_id = n.district_id AND r.printed = n.printed
    )
ORDER BY n.district_id, n.printed
