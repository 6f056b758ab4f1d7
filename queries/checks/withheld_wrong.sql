-- One row per target that is withheld and has a value, is withheld without a mask in print, or has neither value nor mask nor benchmark.
-- 隐去的数字没有数值，没有隐去的都有数值
SELECT 'targets' AS table_name, target_id AS key, 'withheld' AS column_name,
    printed || ' with value ' || coalesce(CAST(value AS VARCHAR), '(none)') AS found,
    CASE
        WHEN withheld THEN 'no value and a mask (*, x, ○, __ ...) in printed'
        WHEN benchmark IS NOT NULL THEN 'no value, as the commitment is measured against something'
        ELSE 'a value, as the figure is not withheld'
    END AS expected
FROM targets
WHERE (withheld AND (value IS NOT NULL OR NOT regexp_matches(printed, '[*xX×○〇◯□△▲●OoNn_…]|[.]{3}|[(（][)）]')))
    OR (NOT withheld AND (value IS NULL) <> (benchmark IS NOT NULL))
ORDER BY target_id
