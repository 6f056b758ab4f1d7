-- One row: how many bytes the file of the database in use has when it is whole, three headers and its blocks.
SELECT 3 * 4096 + total_blocks * block_size AS bytes
FROM pragma_database_size()
WHERE database_name = current_database()
