"""Marked reports and accusations, and the search for what is left of them anywhere."""
