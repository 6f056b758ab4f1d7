-- One row per target of a district's newest plan or of the one before it, paired by indicator in the order of the text:
-- added, dropped, raised, lowered, revealed (masked before), hidden (masked now), reworded or same. None for one plan.
-- $district VARCHAR: district id
WITH plans AS (
    SELECT document_id, title, row_number() OVER (ORDER BY period_start DESC, status = 'draft', document_id DESC) AS age
    FROM documents
    WHERE district_id = $district
    QUALIFY count(*) OVER () > 1
),

counted AS (
    SELECT f.*, p.age, row_number() OVER (PARTITION BY f.document_id, f.indicator_id ORDER BY f.task_no, f.seq) AS place
    FROM target_full AS f
    JOIN plans AS p USING (document_id)
    WHERE f.counted AND p.age <= 2
),

pairs AS (
    SELECT
        coalesce(n.indicator_id, o.indicator_id) AS indicator_id,
        coalesce(n.indicator, o.indicator) AS indicator,
        coalesce(n.basis, o.basis) AS basis,
        coalesce(n.category_sort, o.category_sort) AS category_sort,
        o.target_id AS before_id, o.printed AS before_printed, o.due_year AS before_year,
        n.target_id AS after_id, n.printed AS after_printed, n.due_year AS after_year,
        CASE
            WHEN o.target_id IS NULL THEN 'added'
            WHEN n.target_id IS NULL THEN 'dropped'
            WHEN o.withheld AND NOT n.withheld THEN 'revealed'
            WHEN n.withheld AND NOT o.withheld THEN 'hidden'
            WHEN n.value_std > o.value_std THEN 'raised'
            WHEN n.value_std < o.value_std THEN 'lowered'
            WHEN n.comparator <> o.comparator OR n.printed <> o.printed OR n.due_year <> o.due_year THEN 'reworded'
            ELSE 'same'
        END AS change
    FROM (FROM counted WHERE age = 1) AS n
    FULL JOIN (FROM counted WHERE age = 2) AS o USING (indicator_id, place)
)

SELECT
    q.* EXCLUDE (category_sort),
    (SELECT title FROM plans WHERE age = 2) AS before_title,
    (SELECT title FROM plans WHERE age = 1) AS after_title
FROM pairs AS q
WHERE EXISTS (FROM plans)
ORDER BY q.category_sort, q.indicator, q.before_id, q.after_id
