-- One row per named project of the newest plan of a district with its task, by stage and in document order.
-- $district VARCHAR: district id
SELECT p.project_id, p.name, p.stage, p.stage_group, p.year, t.document_id, t.task_id, t.task_no, t.title AS task, r.leads
FROM projects AS p
JOIN tasks AS t USING (task_id)
JOIN newest_plans AS n USING (document_id)
JOIN task_role AS r USING (task_id)
WHERE n.district_id = $district
ORDER BY
    list_position(['preliminary', 'start', 'under_way', 'completion', 'operation'], p.stage_group) NULLS LAST,
    t.chapter_no, t.task_no, t.item NULLS FIRST, p.seq
