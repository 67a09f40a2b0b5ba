"""The Chinese that people read: constants and keyword-only functions, a module an area."""
