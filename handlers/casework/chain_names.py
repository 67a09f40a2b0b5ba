"""The audit chains of casework, by name. An application's chain has its 申请编号."""

from __future__ import annotations


def chain_of(number: str) -> str:
    """The audit chain of a contract, and of the cases of money taken back on it."""
    return f"contract:{number}"
