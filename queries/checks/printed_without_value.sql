-- One row per target whose printed figure does not contain its value; commitments in words need not.
-- 数值出现在原文数字中；负数须印有负号或下降之意
WITH printed_figures AS (
    SELECT
        *,
        list_transform(regexp_extract_all(printed, '[0-9]+(\.[0-9]+)?'), lambda x: CAST(x AS DECIMAL(18, 4))) AS figures,
        regexp_matches(printed, '[-－−负降减]') AS says_less
    FROM targets
)

SELECT 'targets' AS table_name, target_id AS key, 'printed' AS column_name, printed AS found,
    'the figure ' || rtrim(rtrim(CAST(value AS VARCHAR), '0'), '.') AS expected
FROM printed_figures
WHERE NOT withheld AND stated_in <> 'words'
    AND (
        (stated_in IN ('digits', 'cell') AND NOT list_contains(figures, abs(value)))
        OR NOT list_contains(figures, abs(value_high))
        OR (stated_in IN ('digits', 'cell') AND least(value, value_high) < 0 AND NOT says_less)
        OR (stated_in = 'numeral' AND NOT regexp_matches(printed, '[一二三四五六七八九十两双首半百千万]'))
    )
ORDER BY target_id
