-- What the chosen lines or departments answer for, to be summed: one row per district, category and role with the counts
-- of `duty_counts`, which serve as they are unless departments are chosen; then their districts are gone through.
CREATE MACRO duties_held(chosen_lines, chosen_departments, chosen_districts) AS TABLE
    WITH asked AS (
        SELECT DISTINCT district_id
        FROM departments
        WHERE len(chosen_departments) > 0 AND (len(chosen_lines) > 0 OR list_contains(chosen_departments, department_id))
            AND among(chosen_districts, district_id)
    ),
    held AS (
        SELECT
            t.task_id, t.document_id, t.task_no, t.category_id, o.district_id,
            list_has_any(chosen_lines, r.lead_lines) OR list_has_any(chosen_departments, r.lead_ids) AS led,
            list_has_any(chosen_lines, r.support_lines) OR list_has_any(chosen_departments, r.support_ids) AS supported
        FROM tasks AS t
        JOIN documents AS o USING (document_id)
        JOIN asked USING (district_id)
        JOIN task_role AS r USING (task_id)
    ),
    stated AS (SELECT DISTINCT document_id, task_no, true AS figures FROM target_full SEMI JOIN asked USING (district_id))
    SELECT
        n.district_id, n.category_id,
        len(chosen_lines) = 0 AND len(d.lead_lines) > 0 OR list_has_any(chosen_lines, d.lead_lines) AS led,
        len(chosen_lines) = 0 AND len(d.support_lines) > 0 OR list_has_any(chosen_lines, d.support_lines) AS supported,
        n.targets, n.withheld, n.tasks, n.whole_tasks, n.bare_tasks
    FROM duty_counts AS n
    JOIN duties AS d USING (duty_id)
    WHERE len(chosen_departments) = 0 AND among(chosen_districts, n.district_id)
    UNION ALL
    SELECT h.district_id, h.category_id, h.led, h.supported, 1, f.withheld::INTEGER, 0, 0, 0
    FROM held AS h
    JOIN target_full AS f USING (task_id)
    WHERE f.counted
    UNION ALL
    SELECT
        h.district_id, h.category_id, bool_or(h.led), bool_or(h.supported), 0, 0,
        1 - grouping(h.category_id), grouping(h.category_id),
        CASE WHEN any_value(s.figures) THEN 0 ELSE grouping(h.category_id) END
    FROM held AS h
    LEFT JOIN stated AS s USING (document_id, task_no)
    WHERE h.task_no > 0
    GROUP BY GROUPING SETS (
        (h.district_id, h.document_id, h.task_no, h.category_id), (h.district_id, h.document_id, h.task_no)
    );
