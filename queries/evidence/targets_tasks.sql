-- One row per numbered task without a target that meets the filters of the list which say something of tasks; on each
-- the number of all found, in document order.
-- $districts VARCHAR[]: district ids
-- $categories VARCHAR[]: category ids
-- $lines VARCHAR[]: functional lines of a department in one of the roles
-- $departments VARCHAR[]: department ids in one of the roles
-- $roles VARCHAR[]: lead, support; which roles count for lines and departments, chosen or searched for
-- $words VARCHAR[]: folded search words, all of which must occur in heading, chapter, category, departments or document
-- $most INTEGER: at most so many
WITH bare AS (
    SELECT
        t.task_id, s.district_id, s.short_name, s.name AS district, t.task_no, t.title AS task, t.chapter,
        t.category_id, c.name AS category, r.leads, r.lead_ids, r.support_ids, r.lead_lines, r.support_lines,
        folded(concat_ws(
            '|', words_of_task(t.task_no, t.title, t.item, t.chapter, c.name), words_of_document(s.name, o.doc_no, o.title)
        )) AS own,
        concat_ws(chr(10), folded(words_of_departments(r.leads)), u.lead_words) AS led,
        concat_ws(chr(10), folded(words_of_departments(r.supports)), u.support_words) AS supported,
        o.document_id
    FROM tasks AS t
    JOIN documents AS o USING (document_id)
    JOIN districts AS s USING (district_id)
    JOIN categories AS c USING (category_id)
    JOIN task_role AS r USING (task_id)
    LEFT JOIN duties AS u ON u.lead_lines = r.lead_lines AND u.support_lines = r.support_lines
    ANTI JOIN target_full AS f ON f.document_id = t.document_id AND f.task_no = t.task_no
    WHERE t.task_no > 0 AND t.item IS NULL AND among($districts, s.district_id) AND among($categories, t.category_id)
),

searched AS (
    SELECT
        *,
        concat_ws(
            chr(10), own, CASE WHEN list_contains($roles, 'lead') THEN led END,
            CASE WHEN list_contains($roles, 'support') THEN supported END
        ) AS text
    FROM bare
)

SELECT
    count(*) OVER ()::INTEGER AS found, task_id, district_id, short_name, district, task_no, task, chapter, category_id,
    category, leads, lead_ids, support_ids, lead_lines, support_lines, own, led, supported
FROM searched
WHERE answers($lines, $roles, lead_lines, support_lines)
    AND answers($departments, $roles, lead_ids, support_ids)
    AND (len($words) = 0 OR list_bool_and(list_transform($words, lambda word: contains(text, word))))
ORDER BY document_id, task_no
LIMIT $most
