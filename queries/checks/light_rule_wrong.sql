-- One row per light rule by which what is on schedule would not be green, or nothing done would not be red.
-- 亮灯规则：达到序时必为绿灯，毫无进展不能是黄灯
SELECT 'light_rules' AS table_name, rule_id AS key, 'green_from' AS column_name,
    concat_ws(' ', measure, 'green from', green_from, 'yellow from', yellow_from) AS found,
    CASE measure WHEN 'points' THEN 'green from 0 or below, 0 included' ELSE 'cuts above 0, green from 100 or below, 100 included' END
        AS expected
FROM light_rules
WHERE green_from > CASE measure WHEN 'ratio' THEN 100 ELSE 0 END
    OR (green_from = CASE measure WHEN 'ratio' THEN 100 ELSE 0 END AND NOT green_included)
    OR (measure = 'ratio' AND coalesce(yellow_from, green_from) <= 0)
ORDER BY rule_id
