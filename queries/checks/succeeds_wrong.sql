-- One row per target that succeeds a target of no earlier plan of its district, or one that another succeeds too.
-- 承接的是同一区县另一份不晚于它的计划中的目标，且只承接一次
SELECT 'targets' AS table_name, g.target_id AS key, 'succeeds' AS column_name, g.succeeds AS found,
    'a target of another plan of the district that begins no later and that no other target of this plan succeeds'
        AS expected
FROM targets AS g
JOIN tasks AS t USING (task_id)
JOIN documents AS o USING (document_id)
LEFT JOIN targets AS b ON b.target_id = g.succeeds
LEFT JOIN tasks AS bt ON bt.task_id = b.task_id
LEFT JOIN documents AS bo ON bo.document_id = bt.document_id
WHERE g.succeeds IS NOT NULL
QUALIFY bo.district_id IS DISTINCT FROM o.district_id
    OR bo.document_id = o.document_id
    OR bo.period_start > o.period_start
    OR count(*) OVER (PARTITION BY o.document_id, g.succeeds) > 1
ORDER BY g.target_id
