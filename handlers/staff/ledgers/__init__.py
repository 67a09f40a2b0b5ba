"""Ledgers of money as members read, print and take them out: sums as of a day, with the entries below each."""
