"""Steps by which a ledger's tables came to be as they are; run by hand, only ever added."""
