"""Notices: what people are told without asking."""

from __future__ import annotations

NOTICE = "【通知】"


def to_firm(*, text: str) -> str:
    """A notice to a contractor, marked as one: it may stand before the answer to something else."""
    return f"{NOTICE}{text}"


def to_staff(*, text: str) -> str:
    """A notice to a member of staff in their own talk."""
    return f"{NOTICE}{text}"
