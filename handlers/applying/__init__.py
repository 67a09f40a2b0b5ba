"""Filling in and sending applications, mending returned ones, leaving an intention."""
