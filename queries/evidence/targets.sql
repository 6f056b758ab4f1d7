-- One row per target that meets every filter, in document order; an empty list means "all".
-- $districts VARCHAR[]: district ids
-- $categories VARCHAR[]: category ids
-- $lines VARCHAR[]: functional lines of a department in one of the roles
-- $departments VARCHAR[]: department ids in one of the roles
-- $roles VARCHAR[]: lead, support; which roles count for lines and departments
-- $bases VARCHAR[]: basis codes
-- $strengths VARCHAR[]: strength codes
-- $due_years INTEGER[]: due years
-- $presences VARCHAR[]: set (a figure is stated), withheld (it is masked)
-- $words VARCHAR[]: folded search words, all of which must occur
-- $indicators VARCHAR[]: indicator ids
SELECT f.*
FROM target_full AS f
JOIN target_text AS x USING (target_id)
WHERE (len($districts) = 0 OR list_contains($districts, f.district_id))
    AND (len($categories) = 0 OR list_contains($categories, f.category_id))
    AND (
        len($lines) = 0
        OR (list_contains($roles, 'lead') AND list_has_any($lines, f.lead_lines))
        OR (list_contains($roles, 'support') AND list_has_any($lines, f.support_lines))
    )
    AND (
        len($departments) = 0
        OR (list_contains($roles, 'lead') AND list_has_any($departments, f.lead_ids))
        OR (list_contains($roles, 'support') AND list_has_any($departments, f.support_ids))
    )
    AND (len($bases) = 0 OR list_contains($bases, f.basis))
    AND (len($strengths) = 0 OR list_contains($strengths, f.strength))
    AND (len($due_years) = 0 OR list_contains($due_years, f.due_year))
    AND (len($presences) = 0 OR list_contains($presences, CASE WHEN f.withheld THEN 'withheld' ELSE 'set' END))
    AND (len($indicators) = 0 OR list_contains($indicators, f.indicator_id))
    AND len(list_filter($words, lambda word: NOT contains(x.text, word))) = 0
ORDER BY f.document_id, f.chapter_no, f.task_no, f.item NULLS FIRST, f.seq
