-- One row per target whose printed bound words say something else than its comparator.
-- 界限与原文的“以上、突破、左右、以内”等字样一致
WITH judged AS (
    SELECT
        target_id,
        stated_in,
        printed,
        comparator,
        basis,
        CASE
            WHEN regexp_matches(printed, '以上|不少于|至少|不低于|两位数') THEN 'at_least'
            WHEN regexp_matches(printed, '以内|不高于|不超过|以下') THEN 'at_most'
            WHEN regexp_matches(printed, '低于|负增长') THEN 'less_than'
            WHEN regexp_matches(printed, '突破|超过|高于|过|余') THEN 'more_than'
            WHEN regexp_matches(printed, '左右|约[0-9]') THEN 'about'
            WHEN value_high IS NOT NULL THEN 'between'
            ELSE 'exactly'
        END AS said
    FROM targets
)

SELECT 'targets' AS table_name, target_id AS key, 'comparator' AS column_name, comparator || ' for ' || printed AS found,
    said || ', as the printed words say' AS expected
FROM judged
-- 降至、压缩至 set an upper limit that the figure as printed does not say.
WHERE comparator <> said AND (stated_in <> 'words' OR said <> 'exactly')
    AND NOT (comparator = 'at_most' AND basis = 'cap' AND said = 'exactly')
ORDER BY target_id
