-- One row per district with a plan: years and state of the newest, what it holds, and the category with most targets.
-- $focus VARCHAR: district to be among them in any case; empty = none
-- $most INTEGER: at most so many districts, those with most targets
WITH held AS (
    SELECT
        document_id, sum(tasks)::INTEGER AS tasks, sum(tasks_with_figures)::INTEGER AS tasks_with_figures,
        sum(targets)::INTEGER AS targets, sum(withheld)::INTEGER AS withheld,
        arg_max(category_id, (targets, category_id)) AS category_id, max(targets)::INTEGER AS category_targets
    FROM plan_counts
    GROUP BY document_id
)

SELECT
    s.district_id, s.name AS district, s.short_name, s.kind, year(o.period_start) AS first_year,
    year(o.period_end) AS last_year, o.status, h.tasks, h.tasks_with_figures, h.targets, h.withheld,
    c.name AS category, h.category_targets, count(*) OVER ()::INTEGER AS all_districts
FROM newest_plans AS p
JOIN documents AS o USING (document_id)
JOIN districts AS s ON s.district_id = p.district_id
JOIN held AS h USING (document_id)
JOIN categories AS c USING (category_id)
QUALIFY row_number() OVER (ORDER BY s.district_id = $focus DESC, h.targets DESC, s.district_id) <= $most
ORDER BY h.targets DESC, s.district_id
