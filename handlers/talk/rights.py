"""Which right over one's own data a whole message asks for, however it is spelt."""

from __future__ import annotations

import re

from handlers.talk import rights_words
from handlers.texts import privacy as names
from handlers.values.words import bare

_BY_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (names.CONFIRM_DELETE, rights_words.CONFIRM_DELETE),
    (names.CONFIRM_WITHDRAW, rights_words.CONFIRM_WITHDRAW),
    (names.WITHDRAW, rights_words.WITHDRAW),
    (names.DELETE, rights_words.DELETE),
    (names.CORRECT, rights_words.CORRECT),
    (names.SHOW, rights_words.SHOW),
    (names.NOTICE, rights_words.NOTICE),
)


def right_asked(words: str) -> str | None:
    """The command that the message stands for; None where it is about anything else."""
    said = bare(words)
    if not said or len(said) > rights_words.LONGEST:
        return None
    return next((command for command, pattern in _BY_WORDS if pattern.fullmatch(said)), None)
