-- One row per target whose way of stating does not fit its place, its mask or its benchmark.
-- 写法与次序、比照相符
SELECT 'targets' AS table_name, target_id AS key, 'stated_in' AS column_name,
    concat_ws(', ', stated_in, 'position ' || position, 'benchmark ' || benchmark) AS found,
    'digits and cell with a position; numeral and words without; a benchmark with words only' AS expected
FROM targets
WHERE (stated_in IN ('digits', 'cell')) <> (position IS NOT NULL) OR (benchmark IS NOT NULL AND stated_in <> 'words')
ORDER BY target_id
