-- One row per target that meets every filter, in document order; an empty list means "all".
-- $districts VARCHAR[]: district ids
-- $categories VARCHAR[]: category ids
-- $lines VARCHAR[]: functional lines of a department in one of the roles
-- $departments VARCHAR[]: department ids in one of the roles
-- $roles VARCHAR[]: lead, support; which roles count for lines and departments, chosen or searched for
-- $bases VARCHAR[]: basis codes
-- $comparators VARCHAR[]: comparator codes
-- $strengths VARCHAR[]: strength codes
-- $due_years INTEGER[]: due years
-- $presences VARCHAR[]: set (a figure is stated), withheld (it is masked), worded (words without a number)
-- $words VARCHAR[]: folded search words, all of which must occur
-- $indicators VARCHAR[]: indicator ids
SELECT f.*
FROM target_full AS f
CROSS JOIN let_through($words, $lines, $departments, $roles) AS a
WHERE among($districts, f.district_id) AND among($categories, f.category_id)
    AND (len($lines) = 0 OR a.duties_asked[f.duty_id])
    AND (len($departments) = 0 OR list_contains(a.districts_asked, f.district_id))
    AND answers($departments, $roles, f.lead_ids, f.support_ids)
    AND among($bases, f.basis) AND among($comparators, f.comparator) AND among($strengths, f.strength)
    AND among($due_years, f.due_year)
    AND among($presences, f.presence)
    AND among($indicators, f.indicator_id)
    AND holds($words, $roles, a.held_by_text, a.held_by_duty, f.target_text_id, f.task_text_id, f.document_text_id,
        f.lead_text_id, f.support_text_id, f.duty_id)
ORDER BY f.rowid
