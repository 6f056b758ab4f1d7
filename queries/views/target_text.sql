-- One row per distinct text that a search looks through, as it stands and folded by the macro of schema.sql.
WITH texts AS (
    SELECT words_of_target(g.name, i.name, g.printed, g.caveat) AS words
    FROM targets AS g
    JOIN indicators AS i USING (indicator_id)
    UNION
    SELECT words_of_task(t.task_no, t.title, t.item, t.chapter, c.name)
    FROM tasks AS t
    JOIN categories AS c USING (category_id)
    UNION
    SELECT words_of_departments(leads) FROM task_role
    UNION
    SELECT words_of_departments(supports) FROM task_role
    UNION
    SELECT words_of_document(s.name, o.doc_no, o.title)
    FROM documents AS o
    JOIN districts AS s USING (district_id)
)

SELECT (row_number() OVER (ORDER BY words))::INTEGER AS text_id, words, folded(words) AS text
FROM texts
