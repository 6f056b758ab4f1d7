-- One row per column of every table in the database that is in use.
SELECT table_name, column_name, data_type
FROM duckdb_columns()
WHERE database_name = current_database()
