-- One row per unit that neither a target nor an indicator nor another unit uses.
-- 每个单位都有用处
SELECT 'units' AS table_name, u.unit AS key, 'unit' AS column_name, u.unit AS found, 'a unit in use' AS expected
FROM units AS u
WHERE NOT EXISTS (FROM targets AS g WHERE g.unit = u.unit)
    AND NOT EXISTS (FROM indicators AS i WHERE i.unit = u.unit)
    AND NOT EXISTS (FROM units AS o WHERE o.canonical_unit = u.unit AND o.unit <> u.unit)
ORDER BY u.unit
