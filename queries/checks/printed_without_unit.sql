-- One row per target whose unit does not stand in its printed figure.
-- 单位出现在原文数字中
SELECT 'targets' AS table_name, target_id AS key, 'unit' AS column_name, unit AS found,
    'a unit that stands in ' || printed AS expected
FROM targets
WHERE unit IS NOT NULL AND NOT contains(printed, unit) AND stated_in = 'digits'
ORDER BY target_id
