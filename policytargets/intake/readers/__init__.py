"""One reader for each format of a document: a file in, its canonical text out."""
