-- One row per document and category: numbered tasks, those with a figure, figures stated, counted and withheld ones.
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
    SELECT t.document_id, t.category_id, count(*) AS tasks_with_figures
    FROM tasks AS t
    SEMI JOIN target_full AS f ON f.document_id = t.document_id AND f.task_no = t.task_no
    WHERE t.task_no > 0 AND t.item IS NULL
    GROUP BY t.document_id, t.category_id
)

SELECT
    o.district_id, document_id, category_id,
    coalesce(w.tasks, 0)::INTEGER AS tasks,
    coalesce(s.tasks_with_figures, 0)::INTEGER AS tasks_with_figures,
    coalesce(f.statements, 0)::INTEGER AS statements,
    coalesce(f.targets, 0)::INTEGER AS targets,
    coalesce(f.withheld, 0)::INTEGER AS withheld
FROM work AS w
FULL JOIN figures AS f USING (document_id, category_id)
LEFT JOIN stated AS s USING (document_id, category_id)
JOIN documents AS o USING (document_id)
ORDER BY o.district_id, document_id, category_id
