-- One row per target for which the chosen lines or departments answer, in document order, with their role.
-- $lines VARCHAR[]: functional lines; empty = all
-- $departments VARCHAR[]: departments; empty = all
-- $districts VARCHAR[]: only these districts; empty = all
-- $roles VARCHAR[]: lead, support; which roles count
-- $most INTEGER: at most this many rows
SELECT *
FROM (
    SELECT
        f.*,
        len($lines) = 0 AND len($departments) = 0 AND len(f.lead_ids) > 0
        OR list_has_any($lines, f.lead_lines) OR list_has_any($departments, f.lead_ids) AS led,
        len($lines) = 0 AND len($departments) = 0 AND len(f.support_ids) > 0
        OR list_has_any($lines, f.support_lines) OR list_has_any($departments, f.support_ids) AS supported
    FROM target_full AS f
    WHERE len($districts) = 0 OR list_contains($districts, f.district_id)
)
WHERE led AND list_contains($roles, 'lead') OR supported AND list_contains($roles, 'support')
ORDER BY document_id, chapter_no, task_no, item NULLS FIRST, seq
LIMIT $most
