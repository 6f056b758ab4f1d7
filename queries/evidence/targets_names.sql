-- One row per distinct name, folded, by which something of a target or task may be searched; `kind` is name or unit.
WITH names AS (
    SELECT DISTINCT name FROM targets
    UNION
    SELECT DISTINCT unnest([title, item]) FROM tasks
    UNION
    SELECT name FROM indicators
    UNION
    SELECT name FROM categories
    UNION
    SELECT unnest([name, name || '局']) FROM lines
    UNION
    SELECT alias FROM department_aliases
    UNION
    SELECT DISTINCT name FROM departments
    UNION
    SELECT unnest([name, short_name]) FROM districts
)

SELECT DISTINCT 'name' AS kind, folded(name) AS name
FROM names
WHERE name IS NOT NULL
UNION ALL
SELECT DISTINCT 'unit', folded(unit)
FROM units
ORDER BY kind, name
