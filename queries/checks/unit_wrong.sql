-- One row per unit whose canonical unit is of another quantity or has a factor other than 1.
-- 基准单位属于同一种量且系数为 1
SELECT 'units' AS table_name, u.unit AS key, 'canonical_unit' AS column_name, u.canonical_unit AS found,
    'a unit of ' || u.quantity || ' with factor 1' AS expected
FROM units AS u
JOIN units AS c ON c.unit = u.canonical_unit
WHERE c.quantity <> u.quantity OR c.factor <> 1 OR c.canonical_unit <> c.unit
ORDER BY u.unit
