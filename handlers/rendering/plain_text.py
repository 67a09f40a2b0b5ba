"""A reply as plain text: words, then its offers as numbered lines, then 0 for a person."""

from __future__ import annotations

from handlers.messages import Reply
from handlers.texts import talk


def plain_text(reply: Reply) -> str:
    """Render for channels that show text only. Every menu ends with 0."""
    if not reply.offers:
        return reply.text
    lines = [f"{number} {offer.label}" for number, offer in enumerate(reply.offers, start=1)]
    return "\n".join((reply.text, "", talk.PICK, *lines, f"0 {talk.HUMAN_LABEL}"))
