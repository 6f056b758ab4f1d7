-- One row per district to be drawn where there are many: those with most targets, the focus district before all, in
-- the order of districts; on each the number of all districts and of their targets.
-- $categories VARCHAR[]: only targets of these categories; empty = all
-- $focus VARCHAR: district to be drawn in any case; empty = none
-- $most INTEGER: at most so many districts
WITH counts AS (
    SELECT s.district_id, coalesce(sum(n.targets), 0)::BIGINT AS targets
    FROM districts AS s
    LEFT JOIN plan_counts AS n ON n.district_id = s.district_id AND among($categories, n.category_id)
    GROUP BY s.district_id
),

placed AS (
    SELECT
        district_id, targets, count(*) OVER () AS all_districts, sum(targets) OVER ()::BIGINT AS all_targets,
        row_number() OVER (ORDER BY district_id = $focus DESC, targets DESC, district_id) AS place
    FROM counts
)

SELECT district_id, targets, all_districts, all_targets
FROM placed
WHERE place <= $most
ORDER BY district_id
