"""Replies as Telegram shows them: plain text above buttons, measured in UTF-16 units and never over the limit."""

from __future__ import annotations

import structlog
from structlog.typing import FilteringBoundLogger

from handlers.messages import Reply
from handlers.texts.telegram import CUT
from policy_kb.expressions import lazy_compile

log: FilteringBoundLogger = structlog.get_logger(__name__)

LIMIT_UNITS = 4096
"""What a message may hold; the platform counts UTF-16 units, so that an emoji counts two."""

_UNWRITABLE = lazy_compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters and halves of surrogate pairs."""


def text_of(reply: Reply) -> str:
    """Write a reply without its offers: they are buttons."""
    return _UNWRITABLE.sub("", reply.text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def size(reply: Reply) -> int:
    """Measure that message, before any cut; the pager keeps it within LIMIT_UNITS."""
    return units(text_of(reply))


def fitting_text_of(reply: Reply) -> str:
    """Write that message, cut where the pager let something longer through."""
    text = text_of(reply)
    if units(text) <= LIMIT_UNITS:
        return text
    log.error("telegram_reply_too_long", units=units(text), limit=LIMIT_UNITS)
    room = LIMIT_UNITS - units(CUT) - 1
    # Two bytes a unit; half of a pair at the end is left out.
    kept = text.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore")
    whole_lines = kept.rpartition("\n")[0].rstrip()
    return f"{whole_lines or kept}\n{CUT}"


def units(text: str) -> int:
    """Count UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
