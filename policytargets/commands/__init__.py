"""Commands of the ledger for those who run it."""
