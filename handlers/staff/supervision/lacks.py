"""What a page of supervision says is missing, and who says so."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from handlers.rendering.reasons import reason_line, source_of
from handlers.results import Reason
from policy_kb.kb import PolicyKB


class Lack(Struct, frozen=True):
    """One thing, in words; `source` is an article, 办公室设置 or 系统校验."""

    words: str
    source: str


def lacks_of(kb: PolicyKB, reasons: Iterable[Reason]) -> tuple[Lack, ...]:
    """Each reason once."""
    return tuple(Lack(reason_line(kb, one), source_of(kb, one)) for one in dict.fromkeys(reasons))
