-- One row per numbered task without a target that meets the filters of the list which say something of tasks; on each
-- the number of all found, in document order.
-- $districts VARCHAR[]: district ids
-- $categories VARCHAR[]: category ids
-- $lines VARCHAR[]: functional lines of a department in one of the roles
-- $departments VARCHAR[]: department ids in one of the roles
-- $roles VARCHAR[]: lead, support; which roles count for lines and departments, chosen or searched for
-- $words VARCHAR[]: folded search words, all of which must occur in heading, chapter, category, departments or document
-- $most INTEGER: at most so many
WITH hits AS NOT MATERIALIZED (
    SELECT b.rowid AS place_in_plan
    FROM bare_tasks AS b
    CROSS JOIN let_through($words, $lines, $departments, $roles) AS a
    WHERE among($districts, b.district_id)
        AND among($categories, b.category_id)
        AND (len($lines) = 0 OR a.duties_asked[b.duty_id])
        AND (len($departments) = 0 OR list_contains(a.districts_asked, b.district_id))
        AND answers($departments, $roles, b.lead_ids, b.support_ids)
        -- A task has no text of a target: its own counts in that place too.
        AND holds($words, $roles, a.held_by_text, a.held_by_duty, b.task_text_id, b.task_text_id, b.document_text_id,
            b.lead_text_id, b.support_text_id, b.duty_id)
),

first AS (SELECT place_in_plan FROM hits ORDER BY place_in_plan LIMIT $most),

page AS (SELECT b.rowid AS place_in_plan, b.* FROM bare_tasks AS b SEMI JOIN first AS p ON b.rowid = p.place_in_plan)

SELECT
    (SELECT count(*) FROM hits)::INTEGER AS found,
    b.task_id, b.district_id, s.short_name, s.name AS district, b.task_no, t.title AS task, t.chapter,
    b.category_id, c.name AS category, r.leads, b.lead_ids, b.support_ids, r.lead_lines, r.support_lines,
    concat_ws('|', tw.text, ow.text) AS own,
    concat_ws(chr(10), lw.text, u.lead_words) AS led,
    concat_ws(chr(10), sw.text, u.support_words) AS supported
FROM page AS b
JOIN tasks AS t USING (task_id)
JOIN districts AS s USING (district_id)
JOIN categories AS c ON c.category_id = b.category_id
JOIN task_role AS r USING (task_id)
JOIN duties AS u ON u.duty_id = b.duty_id
JOIN target_text AS tw ON tw.text_id = b.task_text_id
JOIN target_text AS ow ON ow.text_id = b.document_text_id
JOIN target_text AS lw ON lw.text_id = b.lead_text_id
JOIN target_text AS sw ON sw.text_id = b.support_text_id
ORDER BY b.place_in_plan
