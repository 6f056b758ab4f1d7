-- One row per unit as printed, with its canonical unit and how many targets use it.
SELECT u.unit, u.quantity, u.canonical_unit, CAST(u.factor AS DOUBLE) AS factor, count(g.target_id) AS targets
FROM units AS u
LEFT JOIN targets AS g ON g.unit = u.unit
GROUP BY ALL
ORDER BY u.quantity, any_value(u.factor), u.unit
