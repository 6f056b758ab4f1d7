-- What the author of a report confirmed of its figure; the browser of a sign-in, as a hash.
ALTER TABLE reports ADD COLUMN confirmed TEXT;
ALTER TABLE sign_ins ADD COLUMN browser TEXT;
