-- One row per department of a district, or of all.
-- $district VARCHAR: the district's code; empty = all
SELECT department_id, name, district_id
FROM departments
WHERE $district = '' OR district_id = $district
ORDER BY district_id, name COLLATE zh, name
