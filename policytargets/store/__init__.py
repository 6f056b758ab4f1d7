"""The ledger's database: one durable transaction for each command, entries that are only ever added."""
