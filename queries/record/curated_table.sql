-- One row per row of a curated table, with the columns of that table.
-- $curated VARCHAR: the table, which must be one of the dictionary's
SELECT * FROM query_table($curated)
