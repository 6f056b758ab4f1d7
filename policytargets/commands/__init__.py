"""Commands of the ledger for those who run it, and of the intake for its curator."""
