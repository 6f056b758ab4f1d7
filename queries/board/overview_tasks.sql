-- One row per category: numbered tasks of all plans that have targets with a figure, in words alone, and none.
SELECT
    c.category_id, c.name AS category, sum(tasks_with_figures - tasks_in_words)::INTEGER AS with_figures,
    sum(tasks_in_words)::INTEGER AS in_words, sum(tasks - tasks_with_figures)::INTEGER AS without
FROM plan_counts AS n
JOIN categories AS c USING (category_id)
GROUP BY c.category_id, c.name, c.sort
ORDER BY c.sort
