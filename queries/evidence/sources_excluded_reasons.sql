-- One row per reason for not counting a figure, with the number of figures.
SELECT reason, count(*) AS figures
FROM excluded_figures
GROUP BY reason
ORDER BY figures DESC, reason
