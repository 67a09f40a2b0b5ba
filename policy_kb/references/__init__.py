"""One grammar for how people name articles, items, chapters and parts of a document."""
