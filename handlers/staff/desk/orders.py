"""What a member of staff wants, from their words alone; None where the words are for somebody else to answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto
from functools import cached_property
from types import MappingProxyType

from msgspec import Struct

from handlers.staff.actions import typed_words
from handlers.staff.desk.pages import PAGE_NAMED
from handlers.values.application_numbers import numbers_in, without_numbers
from policy_kb.expressions import lazy_compile
from policy_kb.reading import Reading

_FIGURE = lazy_compile(r"\d")
_AROUND = " \t\r\n\u3000。.!！~～“”\"'"


class Acts(Struct, frozen=True, dict=True, eq=False):
    """The words of acts, the longest first."""

    words: tuple[str, ...]

    @cached_property
    def beginning(self) -> re.Pattern[str]:
        """One of them at the beginning of an order."""
        return re.compile(f"(?:{'|'.join(map(re.escape, self.words))}){typed_words.AFTER_WORD}")

    @cached_property
    def first(self) -> frozenset[str]:
        """The characters with which an order begins that looks for nothing."""
        alone = typed_words.TODO_WORDS | typed_words.ENTER_WORDS | typed_words.PAST_DUE_WORDS
        return frozenset(word[0] for word in (*self.words, *alone, *typed_words.CODE_VERBS))


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
    PAGE = auto()  # of the console alone
    ACTION = auto()


class Order(Struct, frozen=True):
    """`word` is the action's, `words` is what stands beside it: a number, and perhaps the first value."""

    wish: Wish
    word: str = ""
    words: str = ""


_ALONE: Mapping[str, Wish] = MappingProxyType(
    {
        **dict.fromkeys(typed_words.TODO_WORDS | typed_words.ENTER_WORDS, Wish.TODO),
        **dict.fromkeys(typed_words.LEAVE_WORDS, Wish.LEAVE),
        **dict.fromkeys(typed_words.HELP_WORDS, Wish.HELP),
        **dict.fromkeys(typed_words.CHECKLIST_WORDS, Wish.CHECKLIST),
        **dict.fromkeys(typed_words.PAST_DUE_WORDS, Wish.PAST_DUE),
        **dict.fromkeys(typed_words.CONTRACTS_WORDS, Wish.CONTRACTS),
    }
)


def read_order(words: Reading | str, acts: Acts) -> Order | None:
    """The order in the words, if they are one."""
    said = Reading.of(words).half_width.strip(_AROUND)
    alone = _ALONE.get(said.lower())
    if alone is not None:
        return Order(alone)
    page = typed_words.TODO_PAGE.fullmatch(said)
    if page is not None:
        return Order(Wish.TODO, words=page["page"])
    numbers = numbers_in(said)
    return _action(said, acts, numbers) or _page(said) or _bind_code(said) or _look(said, numbers)


def may_be_order(words: Reading, acts: Acts) -> bool:
    """Whether words may be an order, other than one that looks for what has no number: told by how they begin."""
    said = words.half_width.strip(_AROUND)
    return said[:1] in acts.first or _FIGURE.search(said) is not None


def is_whole_order(text: str, acts: Acts) -> bool:
    """Whether the words say what is wanted and of which case, so that nothing shown before is needed."""
    order = read_order(text, acts)
    if order is None or order.wish is not Wish.ACTION:
        is_named = order is not None and (numbers_in(order.words) or typed_words.THREAD.fullmatch(order.words))
        return order is not None and order.wish is Wish.LOOK and bool(is_named)
    return any(char.isdigit() for char in order.words)


def _action(said: str, acts: Acts, numbers: tuple[str, ...]) -> Order | None:
    begun = acts.beginning.match(said)
    if begun is not None:
        return Order(Wish.ACTION, begun[0], said[begun.end() :].strip(_AROUND + ":,，、：-—"))
    return _number_first(said, acts) if numbers else None


def _number_first(said: str, acts: Acts) -> Order | None:
    """AZ-2026-123456 受理."""
    words = without_numbers(said).strip(_AROUND)
    word = next((word for word in acts.words if words == word), None)
    return Order(Wish.ACTION, word, said) if word else None


def _page(said: str) -> Order | None:
    return Order(Wish.PAGE, said) if said in PAGE_NAMED else None


def _bind_code(said: str) -> Order | None:
    found = typed_words.BIND_CODE.match(said)
    return Order(Wish.BIND_CODE, words=found["what"].strip()) if found else None


def _look(said: str, numbers: tuple[str, ...]) -> Order | None:
    if numbers and not without_numbers(said).strip(_AROUND):
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
