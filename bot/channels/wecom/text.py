"""Notices as WeCom shows them: no word of theirs becomes a mention, a link or mark-up; none is over its limit."""

from __future__ import annotations

import structlog
from msgspec import Struct
from structlog.typing import FilteringBoundLogger

from bot.channels.wechat.text import clean
from handlers.messages import Reply
from handlers.texts import wecom as texts
from policy_kb.expressions import lazy_compile

log: FilteringBoundLogger = structlog.get_logger(__name__)

MARKDOWN_BYTES = 4096
TEXT_BYTES = 2048
TITLE_BYTES = 128
DESCRIPTION_BYTES = 512

_FULL_WIDTH = str.maketrans({sign: chr(ord(sign) + 0xFEE0) for sign in "<>[]*`#@\\&"})
"""The platform documents no escape, so the signs of its mark-up are written in their full-width form."""

_LINKED = lazy_compile(r"(?<=:)//|(?i:(?<=\bwww)\.)")
"""What makes clients underline an address of itself."""


class Card(Struct, frozen=True):
    """A text card: what stands in bold, and what below it."""

    title: str
    description: str


def plain_lines(reply: Reply) -> list[str]:
    """The notice's lines that hold anything, with nothing in them that the platform would read as mark-up."""
    words = clean(reply.text).translate(_FULL_WIDTH)
    words = _LINKED.sub(lambda found: "／／" if found[0] == "//" else "．", words)
    return [line.strip() for line in words.split("\n") if line.strip()]


def markdown_of(reply: Reply, link: str) -> str:
    """Write a message to the group; with a `link` to the console below it."""
    below = f"\n[{texts.OPEN}]({link})" if link else ""
    words = "\n".join(fitting(plain_lines(reply), MARKDOWN_BYTES - _bytes(below)))
    return f"{words}{below}" if words else ""


def text_of(reply: Reply) -> str:
    """Write a message to one member, where there is no link for a card."""
    return "\n".join(fitting(plain_lines(reply), TEXT_BYTES))


def card_of(reply: Reply) -> Card | None:
    """Write a card: the first line is its title, unless there is no other. None where nothing is told."""
    lines = plain_lines(reply)
    if not lines:
        return None
    title, described = (lines[0], lines[1:]) if len(lines) > 1 else (texts.TITLE, lines)
    [title] = fitting([title], TITLE_BYTES)
    return Card(title, "\n".join(fitting(described, DESCRIPTION_BYTES)))


def fitting(lines: list[str], limit: int) -> list[str]:
    """Keep as many lines as fit into `limit` bytes and say how many more there are; a single line is cut."""
    if _bytes("\n".join(lines)) <= limit:
        return lines
    log.error("wecom_message_too_long", lines=len(lines), limit=limit)
    if len(lines) == 1:
        return [f"{lines[0].encode()[: limit - _bytes('…')].decode('utf-8', 'ignore')}…"]
    kept = list(lines)
    while len(kept) > 1 and _bytes("\n".join([*kept, texts.left_out(count=len(lines))])) > limit:
        kept.pop()
    if len(kept) == 1:
        rest = texts.left_out(count=len(lines) - 1)
        return [*fitting(kept, limit - _bytes(rest) - 1), rest]
    return [*kept, texts.left_out(count=len(lines) - len(kept))]


def _bytes(text: str) -> int:
    return len(text.encode("utf-8"))
