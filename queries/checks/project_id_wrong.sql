-- One row per project whose id is not its task and its place in it, whose places have a gap, or whose stage has no word.
-- 项目编号由任务编号和次序组成，次序连续，有阶段用语才有阶段
SELECT 'projects' AS table_name, project_id AS key, 'project_id' AS column_name,
    concat_ws(', ', project_id, 'seq ' || seq, 'stage ' || stage, 'stage_group ' || stage_group) AS found,
    task_id || '-p' || row_number() OVER (PARTITION BY task_id ORDER BY seq) || ', and both stage and stage_group or neither' AS expected
FROM projects
QUALIFY project_id <> task_id || '-p' || seq
    OR seq <> row_number() OVER (PARTITION BY task_id ORDER BY seq)
    OR (stage IS NULL) <> (stage_group IS NULL)
ORDER BY task_id, seq
