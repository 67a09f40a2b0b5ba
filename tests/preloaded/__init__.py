"""Processes that a server forks which has imported the product already: a start costs no imports."""
