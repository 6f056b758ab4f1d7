-- One row per target whose unit does not stand in its printed figure; of a figure of a table whose unit stands in
-- another cell, one that has no unit or holds one itself.
-- 单位出现在原文数字中；单位另在一格的，须填单位，原文数字里没有单位
SELECT 'targets' AS table_name, target_id AS key, 'unit' AS column_name, coalesce(unit, '(none)') AS found,
    CASE stated_in WHEN 'digits' THEN 'a unit that stands in ' || printed
        ELSE 'the unit of another cell, and none in ' || printed END AS expected
FROM targets
WHERE (stated_in = 'digits' AND unit IS NOT NULL AND NOT contains(printed, unit))
    OR (stated_in = 'cell' AND (unit IS NULL OR EXISTS (SELECT 1 FROM units AS u WHERE contains(printed, u.unit))))
ORDER BY target_id
