"""The office's own papers: documents in the measures of GB/T 9704, drafts to be completed by hand."""
