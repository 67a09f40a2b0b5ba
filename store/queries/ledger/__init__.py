"""Money as the journal tells it, as of any day: sums, entries with a running balance, months, what is unpaid."""
