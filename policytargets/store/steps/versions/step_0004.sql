-- Reports that a signer of the department signed by their own hand.
CREATE TABLE signatures (
    signature_id TEXT NOT NULL PRIMARY KEY,
    report_id TEXT NOT NULL UNIQUE REFERENCES reports (report_id),
    entry_id BIGINT NOT NULL REFERENCES entries (entry_id)
);
-- append-only: signatures
