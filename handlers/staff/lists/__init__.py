"""The lists of the office: what waits, and everything that there is, as pages of rows in no channel's terms."""
