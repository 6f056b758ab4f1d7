-- One row per name by which the list of targets may be put in order, an indicator's or a department's, with its place in
-- the order of sounds.
SELECT name, (row_number() OVER (ORDER BY name COLLATE zh, name))::INTEGER AS place
FROM (SELECT name FROM indicators UNION SELECT name FROM departments)
