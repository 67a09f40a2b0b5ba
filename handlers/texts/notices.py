"""Notices: what people are told without asking."""

from __future__ import annotations

from datetime import date

from handlers.dates import day

NOTICE = "【通知】"
MISSING_BEFORE = "（之前有消息可能没有送到这里：申请的事请回复“查进度”，工作人员请到工作台查看，其他请再问一次。）"
"""Before the next message to whoever was to get one that is given up."""


def told_before(*, on: date, text: str) -> str:
    """Say of what day a notice is that reached nobody then."""
    return f"（{day(on)}的通知，当时没有送到贵单位）{text}"


def to_firm(*, text: str) -> str:
    """A notice to a contractor, marked as one: it may stand before the answer to something else."""
    return f"{NOTICE}{text}"


def to_person(*, text: str) -> str:
    """A notice to somebody about what they left with the office."""
    return f"{NOTICE}{text}"


def to_staff(*, text: str) -> str:
    """A notice to a member of staff in their own talk."""
    return f"{NOTICE}{text}"
