-- One row per document and category: numbered tasks, those with a target, those with targets in words alone, targets
-- stated, counted and withheld ones.
WITH work AS (
    SELECT document_id, category_id, count(*) AS tasks
    FROM tasks
    WHERE task_no > 0 AND item IS NULL
    GROUP BY document_id, category_id
),

figures AS (
    SELECT
        document_id, category_id, count(*) AS statements,
        count(*) FILTER (counted) AS targets, count(*) FILTER (counted AND withheld) AS withheld
    FROM target_full
    GROUP BY document_id, category_id
),

stated AS (
    SELECT
        t.document_id, t.category_id, count(*) AS tasks_with_figures, count(*) FILTER (f.in_words) AS tasks_in_words
    FROM tasks AS t
    JOIN (
        SELECT document_id, task_no, bool_and(stated_in = 'words') AS in_words
        FROM target_full
        GROUP BY document_id, task_no
    ) AS f ON f.document_id = t.document_id AND f.task_no = t.task_no
    WHERE t.task_no > 0 AND t.item IS NULL
    GROUP BY t.document_id, t.category_id
)

SELECT
    o.district_id, document_id, category_id,
    coalesce(w.tasks, 0)::INTEGER AS tasks,
    coalesce(s.tasks_with_figures, 0)::INTEGER AS tasks_with_figures,
    coalesce(s.tasks_in_words, 0)::INTEGER AS tasks_in_words,
    coalesce(f.statements, 0)::INTEGER AS statements,
    coalesce(f.targets, 0)::INTEGER AS targets,
    coalesce(f.withheld, 0)::INTEGER AS withheld
FROM work AS w
FULL JOIN figures AS f USING (document_id, category_id)
LEFT JOIN stated AS s USING (document_id, category_id)
JOIN documents AS o USING (document_id)
ORDER BY o.district_id, document_id, category_id
