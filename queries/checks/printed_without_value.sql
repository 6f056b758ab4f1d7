-- One row per target whose printed figure does not contain its value; commitments in words need not.
-- 数值出现在原文数字中
SELECT 'targets' AS table_name, target_id AS key, 'printed' AS column_name, printed AS found,
    'the figure ' || rtrim(rtrim(CAST(value AS VARCHAR), '0'), '.') AS expected
FROM targets
WHERE NOT withheld AND stated_in <> 'words'
    AND (
        (
            stated_in = 'digits'
            AND NOT list_contains(
                list_transform(regexp_extract_all(printed, '[0-9]+(\.[0-9]+)?'), lambda x: CAST(x AS DECIMAL(18, 4))), value
            )
        )
        OR (
            value_high IS NOT NULL
            AND NOT list_contains(
                list_transform(regexp_extract_all(printed, '[0-9]+(\.[0-9]+)?'), lambda x: CAST(x AS DECIMAL(18, 4))), value_high
            )
        )
        OR (stated_in = 'numeral' AND NOT regexp_matches(printed, '[一二三四五六七八九十两双首半百千万]'))
    )
ORDER BY target_id
