"""Files handed in: fetched, checked by content, kept; the office's checklist; the upload page's links."""
