"""The audit as a unit of work writes it: entries, and the seals of the rows that they vouch for."""
