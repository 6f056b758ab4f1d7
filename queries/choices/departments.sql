-- One row per department to choose from, named with its district and by the sound of its name: those asked for by code or name, and of the others so
-- many as there is room for, whose names hold all of the words; in `matching` how many there are in all.
-- $codes VARCHAR[]: departments to be listed in any case
-- $names VARCHAR[]: names with district, to be listed in any case
-- $words VARCHAR[]: folded words that occur in a name; none = all
-- $most INTEGER: at most so many rows
WITH named AS (
    SELECT d.department_id AS code, d.name || '（' || s.short_name || '）' AS name, d.district_id, d.name AS own_name
    FROM departments AS d
    JOIN districts AS s USING (district_id)
),

asked AS (
    SELECT *, list_contains($codes, code) OR list_contains($names, name) AS wanted
    FROM named
    WHERE wanted
        OR len($words) = 0
        OR len(list_filter($words, lambda word: NOT contains(folded(name), word))) = 0
),

placed AS (
    SELECT *, row_number() OVER (ORDER BY wanted DESC, district_id, own_name COLLATE zh, code) AS place, count(*) OVER () AS matching
    FROM asked
)

SELECT code, name, matching
FROM placed
WHERE place <= $most
ORDER BY district_id, own_name COLLATE zh, code
