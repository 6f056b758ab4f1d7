-- One row per column of every table, and per macro with its parameters, in the database that is in use.
SELECT table_name, column_name, data_type
FROM duckdb_columns()
WHERE database_name = current_database()
UNION ALL
SELECT function_name, 'macro', array_to_string(parameters, ', ')
FROM duckdb_functions()
WHERE database_name = current_database() AND function_type = 'macro'
