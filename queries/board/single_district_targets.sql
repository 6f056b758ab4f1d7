-- One row per target whose indicator no other district sets in its newest plan, in document order.
-- $districts VARCHAR[]: only these districts; empty = all
-- $categories VARCHAR[]: only indicators of these categories; empty = all
WITH single AS (
    SELECT f.indicator_id
    FROM current_targets AS f
    JOIN indicators AS i USING (indicator_id)
    WHERE among($categories, i.category_id)
    GROUP BY f.indicator_id
    HAVING min(f.district_id) = max(f.district_id)
)

SELECT f.*
FROM current_targets AS f
SEMI JOIN single USING (indicator_id)
WHERE among($districts, f.district_id)
ORDER BY f.document_id, f.chapter_no, f.task_no, f.item NULLS FIRST, f.seq
