-- One row: a target with its document, section, indicator and its neighbours in the document; none for an unknown id.
-- $target VARCHAR: target id
-- An id begins with that of its document, which is how the record is ordered: looking there finds it at once.
WITH plan AS (SELECT rowid AS place, * FROM target_full WHERE document_id = split_part($target, '/', 1)),

chosen AS (FROM plan WHERE target_id = $target),

neighbours AS (
    SELECT
        target_id,
        lag(target_id) OVER w AS previous_id, lag(name) OVER w AS previous_name,
        lead(target_id) OVER w AS next_id, lead(name) OVER w AS next_name
    FROM plan
    WINDOW w AS (ORDER BY place)
)

SELECT
    f.* EXCLUDE (place), (SELECT position FROM targets AS g WHERE g.target_id = f.target_id) AS position, t.section, o.source_sha256, o.title, o.doc_no, o.issuer, o.issued_on, i.definition, i.comparable_note,
    EXISTS (FROM responsibilities AS r WHERE r.task_id = f.task_id AND r.and_others) AS and_others,
    n.previous_id, n.previous_name, n.next_id, n.next_name
FROM chosen AS f
JOIN neighbours AS n USING (target_id)
JOIN tasks AS t USING (task_id)
JOIN documents AS o ON o.document_id = f.document_id
JOIN indicators AS i USING (indicator_id)
