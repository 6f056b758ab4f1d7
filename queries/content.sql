-- One row: how many rows a table has, and a number that changes with any value in them.
-- $name: the table
SELECT count(*) AS row_count, CAST(coalesce(sum(hash(whole)), 0) AS VARCHAR) AS digest
FROM query_table($name) AS whole
