-- One row per indicator with which 总览 and 演示 begin, in their order.
SELECT indicator_id
FROM indicators
WHERE headline IS NOT NULL
ORDER BY headline
