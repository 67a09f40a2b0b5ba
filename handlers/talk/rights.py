"""Which right over one's own data a whole message asks for, however it is spelt."""

from __future__ import annotations

import re

from handlers.forms.words import bare
from handlers.texts import privacy as names
from handlers.texts import rights as texts

_BY_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (names.CONFIRM_DELETE, texts.CONFIRM_DELETE),
    (names.CONFIRM_WITHDRAW, texts.CONFIRM_WITHDRAW),
    (names.WITHDRAW, texts.WITHDRAW),
    (names.DELETE, texts.DELETE),
    (names.CORRECT, texts.CORRECT),
    (names.SHOW, texts.SHOW),
    (names.NOTICE, texts.NOTICE),
)


def right_asked(words: str) -> str | None:
    """The command that the message stands for; None where it is about anything else."""
    said = bare(words)
    if not said or len(said) > texts.LONGEST:
        return None
    return next((command for command, pattern in _BY_WORDS if pattern.fullmatch(said)), None)
