-- One row per target of a district's newest plan or of the one before it, paired by what succeeds what, else by indicator:
-- added, dropped, raised, lowered, revealed (masked before), hidden (masked now), reworded or same. None for one plan.
-- $district VARCHAR: district id
WITH plans AS (
    SELECT document_id, title, row_number() OVER (ORDER BY period_start DESC, status = 'draft', document_id DESC) AS age
    FROM documents
    WHERE district_id = $district
    QUALIFY count(*) OVER () > 1
),

-- What a target of the newer plan succeeds in the older one, whatever the indicators.
said AS (
    SELECT g.target_id AS after_id, g.succeeds AS before_id
    FROM targets AS g
    WHERE starts_with(g.task_id, (FROM plans SELECT document_id WHERE age = 1) || '/')
        AND starts_with(g.succeeds, (FROM plans SELECT document_id WHERE age = 2) || '/')
),

counted AS (
    SELECT
        f.*, p.age, s.before_id AS pair,
        row_number() OVER (PARTITION BY p.age, f.indicator_id, s.before_id IS NULL ORDER BY f.task_no, f.seq) AS place
    FROM target_full AS f
    JOIN plans AS p USING (document_id)
    LEFT JOIN said AS s ON f.target_id IN (s.after_id, s.before_id)
    WHERE f.counted AND p.age <= 2
),

pairs AS (
    SELECT
        coalesce(n.indicator_id, o.indicator_id) AS indicator_id,
        coalesce(n.indicator, o.indicator) AS indicator,
        coalesce(n.basis, o.basis) AS basis,
        coalesce(n.category_sort, o.category_sort) AS category_sort,
        o.target_id AS before_id, o.printed AS before_printed, o.due_year AS before_year,
        o.document_id AS before_document, o.task_no AS before_task_no, n.document_id AS after_document, n.task_no AS after_task_no,
        n.target_id AS after_id, n.printed AS after_printed, n.due_year AS after_year,
        CASE
            WHEN o.target_id IS NULL THEN 'added'
            WHEN n.target_id IS NULL THEN 'dropped'
            WHEN o.withheld AND NOT n.withheld THEN 'revealed'
            WHEN n.withheld AND NOT o.withheld THEN 'hidden'
            WHEN n.unit_std IS DISTINCT FROM o.unit_std THEN 'reworded'
            WHEN n.value_std > o.value_std THEN 'raised'
            WHEN n.value_std < o.value_std THEN 'lowered'
            WHEN n.comparator <> o.comparator OR n.printed <> o.printed OR n.due_year <> o.due_year THEN 'reworded'
            ELSE 'same'
        END AS change
    FROM (FROM counted WHERE age = 1) AS n
    FULL JOIN (FROM counted WHERE age = 2) AS o
        ON n.pair = o.pair OR (n.pair IS NULL AND o.pair IS NULL AND n.indicator_id = o.indicator_id AND n.place = o.place)
)

SELECT
    q.* EXCLUDE (category_sort),
    (SELECT title FROM plans WHERE age = 2) AS before_title,
    (SELECT title FROM plans WHERE age = 1) AS after_title
FROM pairs AS q
WHERE EXISTS (FROM plans)
ORDER BY q.category_sort, q.indicator, q.before_id, q.after_id
