-- One row per category in the board's order: counted targets, their running total and its share in percent.
-- 各领域目标数及逐项累计（窗口函数）
SELECT
    category AS 领域,
    count(*) AS 目标数,
    sum(count(*)) OVER in_order AS 累计,
    round(100.0 * sum(count(*)) OVER in_order / sum(count(*)) OVER (), 1) AS 累计占比
FROM target_full
WHERE counted
GROUP BY category, category_sort
WINDOW in_order AS (ORDER BY category_sort)
ORDER BY category_sort
