-- One row per line or department that goes by a name: the facet, the code and its own name. Lines by name, with 局 or by an
-- everyday name; departments by their names as printed, with or without the district, by the everyday names of their lines;
-- with the district, also by a part of a name that one department there has alone.
-- $name VARCHAR: the name, folded
WITH known AS (
    SELECT line_id, folded(unnest([name, name || '局'])) AS called FROM lines
    UNION
    SELECT line_id, folded(alias) FROM department_aliases
),

-- What of the name may stand before the department's own: nothing, or the district.
asked AS (
    SELECT district_id, substr($name, length(place) + 1) AS called, place <> '' AS placed
    FROM (SELECT district_id, folded(unnest(['', name, short_name])) AS place FROM districts)
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

partly AS (
    SELECT d.department_id
    FROM own AS d
    JOIN asked AS a ON a.district_id = d.district_id AND a.placed AND length(a.called) > 1 AND contains(d.called, a.called)
    WHERE NOT EXISTS (FROM found)
    GROUP BY d.department_id QUALIFY count(*) OVER () = 1
),

departments_found AS (
    SELECT d.department_id, d.name || '（' || s.short_name || '）' AS name, d.line_ids
    FROM departments AS d
    JOIN districts AS s USING (district_id)
    -- In its district a name of its own goes before the names of what departments do.
    WHERE d.department_id IN (SELECT department_id FROM found WHERE exactly UNION FROM partly)
        OR d.department_id IN (SELECT department_id FROM found)
            AND d.district_id NOT IN (SELECT district_id FROM found WHERE exactly)
)

SELECT 'departments' AS facet, department_id AS code, name FROM departments_found
UNION ALL
SELECT 'lines', line_id, name
FROM lines
WHERE line_id IN (SELECT line_id FROM known WHERE called = $name)
    OR NOT EXISTS (FROM known WHERE called = $name) AND line_id IN (SELECT unnest(line_ids) FROM departments_found)
ORDER BY facet, code
