"""The office's calendar: what comes due, who is told of it when, and the digest of a working day."""
