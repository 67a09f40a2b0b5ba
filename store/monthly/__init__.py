"""Sums and counts kept beside the rows that they are of, most by month: pages add up months instead of rows."""
