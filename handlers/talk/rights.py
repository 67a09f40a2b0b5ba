"""Which right over one's own data a whole message asks for, however it is spelt."""

from __future__ import annotations

import re
from enum import Enum, auto

from handlers.talk import rights_words
from handlers.values.vocabulary import made_of
from policy_kb.reading import Reading


class Right(Enum):
    """What people ask for over what is kept of them."""

    NOTICE = auto()
    SHOW = auto()
    CORRECT = auto()
    DELETE = auto()
    WITHDRAW = auto()
    CONFIRM_DELETE = auto()
    CONFIRM_WITHDRAW = auto()


_BY_WORDS: tuple[tuple[Right, re.Pattern[str]], ...] = (
    (Right.CONFIRM_DELETE, rights_words.CONFIRM_DELETE),
    (Right.CONFIRM_WITHDRAW, rights_words.CONFIRM_WITHDRAW),
    (Right.WITHDRAW, rights_words.WITHDRAW),
    (Right.DELETE, rights_words.DELETE),
    (Right.CORRECT, rights_words.CORRECT),
    (Right.SHOW, rights_words.SHOW),
    (Right.NOTICE, rights_words.NOTICE),
)


VOCABULARY = made_of(*(pattern for _, pattern in _BY_WORDS))


def right_asked(words: Reading | str) -> Right | None:
    """The right that the message asks for; None where it is about anything else."""
    said = Reading.of(words).bare
    if not said or len(said) > rights_words.LONGEST:
        return None
    return next((right for right, pattern in _BY_WORDS if pattern.fullmatch(said)), None)
