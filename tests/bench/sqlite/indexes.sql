-- One index for each way in which the questions below look rows up; each holds all that its question needs.
CREATE INDEX targets_by_cell ON targets (district_id, category_id, counted, withheld);
CREATE INDEX targets_by_category ON targets (category_id, place);
CREATE INDEX targets_by_indicator ON targets (indicator_id, newest, target_id);
CREATE INDEX targets_by_task ON targets (task_id, counted);
CREATE INDEX tasks_by_cell ON tasks (whole, district_id, category_id);
CREATE INDEX duties_by_line ON duties (role, line_id, task_id);
ANALYZE;
