"""Replies as they are shown: cut to pages, reasons with their source, plain text."""
