"""What a person says, as a talk with staff keeps it: words alone, without the numbers that nobody should send."""

from __future__ import annotations

from handlers.messages import Content, Event, EventKind, Media, Press, Text
from handlers.texts import threads as texts
from handlers.values.personal_numbers import mask_personal_numbers

LONGEST = 2000
"""Characters of one message that are kept: no channel brings more."""


def said_in(content: Content) -> str | None:
    """The words of a message; of a file only that it came, for it is not kept. None for what says nothing."""
    match content:
        case Text(text):
            return text
        case Press(number, label):
            return label or str(number)
        case Media(caption=caption):
            return f"{texts.SENT_PICTURE}{caption}"
        case Event(EventKind.MENU, value):
            return value
        case _:
            return None


def written_in(content: Content) -> str:
    """What the person wrote themselves; empty of a file without words."""
    return content.caption.strip() if isinstance(content, Media) else said_in(content) or ""


def kept_words(words: str) -> str:
    """The words as they are kept."""
    return mask_personal_numbers(words.strip())[:LONGEST]
