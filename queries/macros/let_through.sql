-- What a choice of words, lines and departments lets through, as one row of lists, so that it is worked out once and not
-- for every target: per text and per duty a bit for each word it holds, per duty whether its lines are asked for, and the
-- districts of the departments. Ids begin at 1 and have no gaps. An empty choice is not looked into.
CREATE MACRO let_through(chosen_words, chosen_lines, chosen_departments, chosen_roles) AS TABLE
    WITH words AS (SELECT unnest(chosen_words) AS word, unnest(range(len(chosen_words))) AS bit)
    SELECT
        (
            SELECT list(held ORDER BY text_id)
            FROM (
                SELECT t.text_id, coalesce(bit_or(1::BIGINT << w.bit), 0) AS held
                FROM target_text AS t LEFT JOIN words AS w ON contains(t.text, w.word)
                WHERE len(chosen_words) > 0
                GROUP BY t.text_id
            )
        ) AS held_by_text,
        (
            SELECT list(held ORDER BY duty_id)
            FROM (
                SELECT d.duty_id, coalesce(bit_or(1::BIGINT << w.bit), 0) AS held
                FROM duties AS d
                LEFT JOIN words AS w
                    ON (list_contains(chosen_roles, 'lead') AND contains(d.lead_words, w.word))
                    OR (list_contains(chosen_roles, 'support') AND contains(d.support_words, w.word))
                WHERE len(chosen_words) > 0
                GROUP BY d.duty_id
            )
        ) AS held_by_duty,
        (
            SELECT list(answers(chosen_lines, chosen_roles, lead_lines, support_lines) ORDER BY duty_id)
            FROM duties
            WHERE len(chosen_lines) > 0
        ) AS duties_asked,
        (
            SELECT list(DISTINCT district_id)
            FROM departments
            WHERE len(chosen_departments) > 0 AND list_contains(chosen_departments, department_id)
        ) AS districts_asked;
