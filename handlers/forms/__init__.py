"""Forms: declared once, filled in one thing at a time, in whatever channel."""
