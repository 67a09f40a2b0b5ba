"""How corrected values of each kind are read from what was typed, kept as text, put back and shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from handlers.dates import day
from handlers.money import percent, yuan
from handlers.texts import corrections as texts
from handlers.values.amounts import read_amount
from handlers.values.contract_terms import WHOLE, read_account
from handlers.values.days import day_reader
from handlers.values.names import deceives
from handlers.values.numerals import plainly, to_number
from handlers.values.reading import Doubtful, Invalid, Value
from handlers.values.vouchers import plain_voucher
from handlers.values.words import bare
from policy_kb.models import Sentence

NONE = "无"
"""Typed where a value that may be left out is to be empty."""

_LINE, _NUMBER, _WORDS = 200, 64, 2000


class Unread(Struct, frozen=True):
    """The words are no such value; `why` says what to write instead."""

    why: str


def _same(text: str) -> str:
    return text


def _as_text(value: Any) -> str:
    return "" if value is None else str(value)


def _shown(text: str) -> str:
    return text or texts.EMPTY


class ValueKind(Struct, frozen=True, kw_only=True):
    """`read` gives the text that is kept; `column` makes the column's value of it, and `text` goes back.

    `hint` is how such a value is written.
    """

    hint: str
    read: Callable[[str, date], str | Unread]
    column: Callable[[str], Any] = _same
    text: Callable[[Any], str] = _as_text
    show: Callable[[str], str] = _shown


def _whole(text: str) -> int:
    return int(text)


def _money(words: str, _today: date) -> str | Unread:
    match read_amount(words):
        case Value(stored) | Doubtful(stored):
            return str(stored)
        case Invalid(parts):
            return Unread("".join(part.text for part in parts if isinstance(part, Sentence)))
        case None:
            return Unread(texts.MONEY_SAID)


def _share(words: str, _today: date) -> str | Unread:
    said = words.strip().removesuffix("%").removesuffix("％").removeprefix("百分之")
    share = to_number(plainly(said))
    points = share * 100 if share is not None else 0
    return str(int(points)) if points == int(points) and 0 < points <= WHOLE else Unread(texts.SHARE_SAID)


def _day(*, may_be_ahead: bool) -> Callable[[str, date], str | Unread]:
    def read(words: str, today: date) -> str | Unread:
        match day_reader(today, may_be_ahead=may_be_ahead)(words.strip()):
            case Value(stored):
                return str(stored)
            case Invalid(parts):
                return Unread("".join(part.text for part in parts if isinstance(part, Sentence)))
            case _:
                return Unread(texts.DAY_SAID)

    return read


def _words(longest: int, *, optional: bool = False, one_line: bool = True) -> Callable[[str, date], str | Unread]:
    def read(words: str, _today: date) -> str | Unread:
        said = " ".join(words.split()) if one_line else words.strip()
        if optional and said == NONE:
            return ""
        if not said or deceives(said):
            return Unread(texts.WORDS_SAID)
        return said if len(said) <= longest else Unread(texts.too_long(most=longest))

    return read


def _voucher(words: str, today: date) -> str | Unread:
    return _words(_NUMBER)(plain_voucher(words), today)


def _account(words: str, _today: date) -> str | Unread:
    said = read_account(words)
    return said if said.isascii() and said.isdigit() else Unread(texts.ACCOUNT_SAID)


def choice(labels: Mapping[str, str], column: Callable[[str], Any] = _same) -> ValueKind:
    """One of a closed set, by its label."""

    def read(words: str, _today: date) -> str | Unread:
        found = [stored for stored, label in labels.items() if bare(words) in {bare(label), bare(stored)}]
        return found[0] if found else Unread(texts.one_of(labels=tuple(labels.values())))

    return ValueKind(
        hint=texts.one_of(labels=tuple(labels.values())),
        read=read,
        column=column,
        text=lambda value: str(int(value)) if isinstance(value, bool) else _as_text(value),
        show=lambda text: labels.get(text, text) or texts.EMPTY,
    )


def _day_shown(text: str) -> str:
    return day(date.fromisoformat(text)) if text else texts.EMPTY


MONEY = ValueKind(
    hint=texts.MONEY_SAID,
    read=_money,
    column=_whole,
    show=lambda text: yuan(int(text)) if text else texts.EMPTY,
)
SHARE = ValueKind(
    hint=texts.SHARE_SAID,
    read=_share,
    column=_whole,
    show=lambda text: percent(int(text)) if text else texts.EMPTY,
)
DAY = ValueKind(hint=texts.DAY_SAID, read=_day(may_be_ahead=False), column=date.fromisoformat, show=_day_shown)
DAY_AHEAD = ValueKind(
    hint=texts.DAY_SAID, read=_day(may_be_ahead=True), column=date.fromisoformat, show=_day_shown
)
LINE = ValueKind(hint=texts.WORDS_SAID, read=_words(_LINE))
NUMBER = ValueKind(hint=texts.WORDS_SAID, read=_words(_NUMBER))
OPTIONAL_LINE = ValueKind(hint=texts.WORDS_SAID, read=_words(_LINE, optional=True))
VOUCHER = ValueKind(hint=texts.WORDS_SAID, read=_voucher)
WORDS = ValueKind(hint=texts.WORDS_SAID, read=_words(_WORDS, one_line=False))
OPTIONAL_WORDS = ValueKind(hint=texts.WORDS_SAID, read=_words(_WORDS, optional=True, one_line=False))
ACCOUNT = ValueKind(hint=texts.ACCOUNT_SAID, read=_account)
PASSED = choice({"1": texts.PASSED, "0": texts.NOT_PASSED}, column=lambda text: text == "1")
