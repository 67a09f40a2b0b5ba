"""Places counted from the front or the end: 头一条, 末了一条, 倒数第三条, 前三条, 最后两项."""

from __future__ import annotations

from msgspec import Struct

from policy_kb.references.cursor import MOST, Cursor
from policy_kb.references.terminals import Terminal
from policy_kb.references.tokens import is_ordinal

_NEXT_TO = frozenset({"前", "后"})
"""前一条 is the one before; 前三条 are the first three."""
_PAIR = "两"


class Places(Struct, frozen=True):
    """The places that are meant, 1 the first and -1 the last, and the position of the mark behind them."""

    values: tuple[int, ...]
    end: int


def places_at(cursor: Cursor, at: int) -> Places | None:
    """Read a place; the caller looks for the mark behind it."""
    match cursor.kind(at):
        case Terminal.FROM_END:
            return _from_end(cursor, at + 1)
        case Terminal.NUMBER:
            return _before_last(cursor, at)
        case Terminal.FIRST if cursor.is_at(at + 1, Terminal.LAST):
            return Places((1, -1), cursor.past(at + 2, Terminal.NUMBER))  # 头尾两条
        case Terminal.FIRST | Terminal.LAST:
            return _end(cursor, at)
        case _:
            return None


def _end(cursor: Cursor, at: int) -> Places | None:
    """头一条, 前三条, 最后那条."""
    is_last = cursor.is_at(at, Terminal.LAST)
    start = cursor.past(at + 1, Terminal.INSIDE, Terminal.THAT, most=2)
    found = cursor.ordinal(start)
    number = found.values[0] if found else 1
    if cursor.tokens[at].text in _NEXT_TO and number == 1:
        return None
    if found and found.is_ordinal:
        return Places((-number if is_last else number,), found.end)
    return Places(_ends(min(number, MOST), is_last=is_last), found.end if found else start)


def _before_last(cursor: Cursor, at: int) -> Places | None:
    """Second-last, second to last."""
    found = cursor.number(at)
    last = cursor.past(found.end, Terminal.HYPHEN, Terminal.RANGE, most=3) if found else at
    is_english = cursor.is_at(last, Terminal.LAST) and cursor.tokens[last].text.isascii()
    if found is None or not is_english or not is_ordinal(cursor.tokens[at]):
        return None
    return Places((-found.values[0],), last + 1)


def _from_end(cursor: Cursor, at: int) -> Places | None:
    found = cursor.ordinal(at)
    if found is None:
        return None
    is_pair = cursor.tokens[at].digits == _PAIR
    return Places((-2, -1) if is_pair else (-found.values[0],), found.end)


def _ends(count: int, *, is_last: bool) -> tuple[int, ...]:
    return tuple(range(-count, 0)) if is_last else tuple(range(1, count + 1))
