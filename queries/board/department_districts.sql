-- One row per district in which one of the departments is.
-- $departments VARCHAR[]: the departments asked for
SELECT DISTINCT district_id
FROM departments
WHERE list_contains($departments, department_id)
ORDER BY district_id
