"""What a member of staff wants, from their words alone; None where the words are for somebody else to answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from handlers.staff.actions import typed_words
from handlers.values.application_numbers import numbers_in, without_numbers

_AROUND = " \t\r\n\u3000。.!！~～“”\"'"


class Wish(Enum):
    """The kinds of orders."""

    TODO = auto()
    HELP = auto()
    LOOK = auto()
    CONTRACTS = auto()
    PAST_DUE = auto()
    CHECKLIST = auto()
    BIND_CODE = auto()
    LEAVE = auto()
    ACTION = auto()


@dataclass(frozen=True, slots=True)
class Order:
    """`word` is the action's, `words` is what stands beside it: a number, and perhaps the first value."""

    wish: Wish
    word: str = ""
    words: str = ""


_ALONE: tuple[tuple[frozenset[str], Wish], ...] = (
    (typed_words.TODO_WORDS, Wish.TODO),
    (typed_words.ENTER_WORDS, Wish.TODO),
    (typed_words.LEAVE_WORDS, Wish.LEAVE),
    (typed_words.HELP_WORDS, Wish.HELP),
    (typed_words.CHECKLIST_WORDS, Wish.CHECKLIST),
    (typed_words.PAST_DUE_WORDS, Wish.PAST_DUE),
    (typed_words.CONTRACTS_WORDS, Wish.CONTRACTS),
)


def read_order(text: str, acts: Sequence[str]) -> Order | None:
    """The order in the words, if they are one; `acts` are the words of acts, the longest first."""
    said = unicodedata.normalize("NFKC", text).strip(_AROUND)
    alone = next((wish for words, wish in _ALONE if said.lower() in words), None)
    if alone is not None:
        return Order(alone)
    page = typed_words.TODO_PAGE.fullmatch(said)
    if page is not None:
        return Order(Wish.TODO, words=page["page"])
    return _action(said, acts) or _bind_code(said) or _look(said)


def is_whole_order(text: str, acts: Sequence[str]) -> bool:
    """Whether the words say what is wanted and of which case, so that nothing shown before is needed."""
    order = read_order(text, acts)
    if order is None or order.wish is not Wish.ACTION:
        is_named = order is not None and (numbers_in(order.words) or typed_words.THREAD.fullmatch(order.words))
        return order is not None and order.wish is Wish.LOOK and bool(is_named)
    return any(char.isdigit() for char in order.words)


def _action(said: str, acts: Sequence[str]) -> Order | None:
    for word in acts:
        if said.startswith(word) and typed_words.AFTER_WORD.match(said[len(word) :]):
            return Order(Wish.ACTION, word, said[len(word) :].strip(_AROUND + ":,，、：-—"))
    return _number_first(said, acts)


def _number_first(said: str, acts: Sequence[str]) -> Order | None:
    """AZ-2026-123456 受理."""
    if not numbers_in(said):
        return None
    words = without_numbers(said).strip(_AROUND)
    word = next((word for word in acts if words == word), None)
    return Order(Wish.ACTION, word, said) if word else None


def _bind_code(said: str) -> Order | None:
    found = typed_words.BIND_CODE.match(said)
    return Order(Wish.BIND_CODE, words=found["what"].strip()) if found else None


def _look(said: str) -> Order | None:
    if numbers_in(said) and not without_numbers(said).strip(_AROUND):
        return Order(Wish.LOOK, words=said)
    if typed_words.CASE.fullmatch(said) or typed_words.THREAD.fullmatch(said):
        return Order(Wish.LOOK, words=said)
    listed = typed_words.LIST.fullmatch(said)
    if listed is not None and (not listed["rest"] or typed_words.ITEM.fullmatch(listed["rest"])):
        return Order(Wish.LOOK, words=said)
    found = typed_words.LOOK.match(said)
    if found is None or not _names_something(found["what"]):
        return None
    return Order(Wish.LOOK, words=found["what"].strip())


def _names_something(words: str) -> bool:
    """Whether the words after 查 can be a number: 查重要不要紧 is a question."""
    return bool(re.search(r"\d", words)) and not re.search(r"[?？吗呢]|什么|怎么|多少|哪", words)
