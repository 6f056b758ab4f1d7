-- One row per line or department that goes by a name: the facet, the code and its own name. Lines by name, with 局 or by an
-- everyday name; departments by their names as printed, with or without the district, by the everyday names of their lines.
-- $name VARCHAR: the name, folded
WITH known AS (
    SELECT line_id, folded(name) AS called FROM lines
    UNION
    SELECT line_id, folded(name || '局') FROM lines
    UNION
    SELECT line_id, folded(alias) FROM department_aliases
),

-- What of the name may stand before the department's own: nothing, or the district.
places AS (
    SELECT district_id, folded(unnest(['', name, short_name])) AS place FROM districts
),

asked AS (
    SELECT district_id, substr($name, length(place) + 1) AS called
    FROM places
    WHERE starts_with($name, place) AND length($name) > length(place)
),

own AS (
    SELECT department_id, district_id, folded(name) AS called FROM departments
    UNION
    SELECT department_id, district_id, folded(printed) FROM department_names
),

found AS (
    SELECT d.department_id, d.district_id, true AS exactly
    FROM own AS d
    JOIN asked AS a ON a.district_id = d.district_id AND a.called IN (d.called, regexp_replace(d.called, '^[区县市]', ''))
    UNION
    SELECT d.department_id, d.district_id, false
    FROM asked AS a
    JOIN known AS k USING (called)
    JOIN departments AS d ON d.district_id = a.district_id AND list_contains(d.line_ids, k.line_id)
),

departments_found AS (
    SELECT d.department_id, d.name || '（' || s.short_name || '）' AS name, d.line_ids
    FROM found AS f
    JOIN departments AS d ON d.department_id = f.department_id
    JOIN districts AS s ON s.district_id = d.district_id
    -- In its district a name of its own goes before the names of what departments do.
    WHERE f.exactly OR f.district_id NOT IN (SELECT district_id FROM found WHERE exactly)
)

SELECT 'departments' AS facet, department_id AS code, name FROM departments_found
UNION ALL
SELECT 'lines', line_id, name
FROM lines
WHERE line_id IN (SELECT line_id FROM known WHERE called = $name)
    OR NOT EXISTS (FROM known WHERE called = $name) AND line_id IN (SELECT unnest(line_ids) FROM departments_found)
ORDER BY facet, code
