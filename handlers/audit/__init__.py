"""Verifying the audit: chains, daily heads and the rows that entries vouch for."""
