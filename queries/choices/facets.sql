-- One row per choice of a filter: the facet, the code, its name and its order. Departments are in `choices/departments`.
SELECT 'districts' AS facet, district_id AS code, name, row_number() OVER (ORDER BY district_id) AS sort FROM districts
UNION ALL
SELECT 'categories', category_id, name, sort FROM categories
UNION ALL
SELECT 'lines', line_id, name, sort FROM lines
UNION ALL
SELECT 'indicators', indicator_id, name, 0 FROM indicators
UNION ALL
SELECT DISTINCT 'due_years', CAST(due_year AS VARCHAR), due_year || '年', due_year FROM targets
ORDER BY facet, sort
