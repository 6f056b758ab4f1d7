-- One row per category: counted targets of each district side by side.
-- 各领域目标数，区县并列
PIVOT (SELECT category_sort, category AS 领域, short_name FROM target_full WHERE counted)
ON short_name IN ('茌平', '东昌府', '度假区', '青州', '周村')
USING count(*)
GROUP BY category_sort, 领域
ORDER BY category_sort
