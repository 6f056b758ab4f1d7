-- One row per target whose indicator no other district sets, in document order; restatements are left out.
-- $districts VARCHAR[]: only these districts; empty = all
-- $categories VARCHAR[]: only indicators of these categories; empty = all
SELECT f.*
FROM target_full AS f
JOIN indicators AS i USING (indicator_id)
WHERE f.restates IS NULL
    AND (len($districts) = 0 OR list_contains($districts, f.district_id))
    AND (len($categories) = 0 OR list_contains($categories, i.category_id))
    AND NOT EXISTS (
        FROM target_full AS other
        WHERE other.indicator_id = f.indicator_id AND other.district_id != f.district_id AND other.restates IS NULL
    )
ORDER BY f.document_id, f.chapter_no, f.task_no, f.item NULLS FIRST, f.seq
