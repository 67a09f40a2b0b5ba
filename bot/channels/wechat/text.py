"""Replies as WeChat shows them: plain text with numbered offers, measured in bytes and never over the limit."""

from __future__ import annotations

import structlog
from structlog.typing import FilteringBoundLogger

from bot.channels.wechat.elements import xml_characters
from handlers.messages import Reply
from handlers.rendering.plain_text import plain_text
from handlers.texts.wechat import CUT

log: FilteringBoundLogger = structlog.get_logger(__name__)

LIMIT_BYTES = 1800
"""What a message may hold in UTF-8. The platform fails from 2048 on, and says so nowhere: this leaves room."""

# Offers are text only. The link weixin://bizmsgmenu would let people tap, but it is undocumented, works on
# phones alone and costs about 90 bytes an offer of the 1800; a typed number works everywhere.


def text_of(*replies: Reply) -> str:
    """Write the replies of one turn as one message: a passive reply cannot be two."""
    return clean("\n\n".join(filter(None, (plain_text(reply).strip("\n") for reply in replies))))


def size(*replies: Reply) -> int:
    """Measure that message in bytes, before any cut; the pager keeps it within LIMIT_BYTES."""
    return _bytes(text_of(*replies))


def fitting_text_of(*replies: Reply) -> str:
    """Write that message, cut to LIMIT_BYTES where the pager let something longer through."""
    text = text_of(*replies)
    if _bytes(text) <= LIMIT_BYTES:
        return text
    log.error("wechat_reply_too_long", bytes=_bytes(text), limit=LIMIT_BYTES)
    return cut(text)


def cut(text: str) -> str:
    """Keep as many whole lines as fit, or of a single long line as many characters, and say that more followed."""
    room = LIMIT_BYTES - _bytes(CUT) - 1
    kept = text.encode("utf-8")[:room].decode("utf-8", "ignore")
    whole_lines = kept.rpartition("\n")[0].rstrip()
    return f"{whole_lines or kept}\n{CUT}"


def clean(text: str) -> str:
    """Drop what cannot be written into XML, and write the carriage return as what every parser makes of it."""
    return xml_characters(text.replace("\r\n", "\n").replace("\r", "\n"))


def _bytes(text: str) -> int:
    return len(text.encode("utf-8"))
