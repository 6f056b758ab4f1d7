-- heat map
SELECT n.district_id, n.category_id, n.targets, n.withheld, coalesce(w.tasks, 0)
FROM (
    SELECT district_id, category_id, count(*) AS targets, sum(withheld) AS withheld
    FROM targets WHERE counted GROUP BY district_id, category_id
) AS n
LEFT JOIN (
    SELECT district_id, category_id, count(*) AS tasks FROM tasks WHERE whole GROUP BY district_id, category_id
) AS w USING (district_id, category_id);
-- overview counts
SELECT (SELECT count(*) FROM tasks WHERE whole), count(*), sum(counted), sum(counted AND withheld) FROM targets;
-- one category listed
SELECT (SELECT count(*) FROM targets WHERE category_id = 'innovation'), target_id
FROM targets WHERE category_id = 'innovation' ORDER BY place LIMIT 25;
-- search
SELECT count(*) FROM targets WHERE text LIKE '%5g%';
-- one indicator
SELECT target_id FROM targets WHERE indicator_id = 'grain-capacity' AND newest;
-- one line
SELECT count(DISTINCT t.target_id)
FROM duties AS d LEFT JOIN targets AS t ON t.task_id = d.task_id AND t.counted
WHERE d.role = 'lead' AND d.line_id = 'science';
-- ranking of lines
SELECT d.line_id, count(*) FROM duties AS d JOIN targets AS t ON t.task_id = d.task_id AND t.counted
WHERE d.role = 'lead' GROUP BY d.line_id;
-- one district
SELECT category_id, count(*) FROM targets WHERE district_id = :district AND counted GROUP BY category_id;
