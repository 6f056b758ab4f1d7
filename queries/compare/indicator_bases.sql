-- One row per indicator that measures the same thing as the one asked for on another basis, with how many districts state a
-- figure; the most first.
-- $indicator VARCHAR: indicator id
SELECT i.indicator_id, i.basis, count(DISTINCT f.district_id) AS stated
FROM indicators AS a
JOIN indicators AS i ON i.subject_id = a.subject_id AND i.basis <> a.basis
JOIN current_targets AS f ON f.indicator_id = i.indicator_id AND f.presence = 'set'
WHERE a.indicator_id = $indicator
GROUP BY i.indicator_id, i.basis
ORDER BY stated DESC, i.indicator_id
