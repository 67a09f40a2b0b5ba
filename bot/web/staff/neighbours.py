"""The way back to the list, and to what stands before and after in it: carried in the address, asked of nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from msgspec import Struct
from multidict import MultiMapping

from bot.web.staff.addresses import inside, page_of
from handlers.casework.transitions import WITH_STATES, Subject

AMONG, LIST = "among", "list"
_EACH_WAY = 10
"""Rows of the list that a link carries before and after its own."""

_LONGEST = 100
_BETWEEN = ":"
_SUBJECTS: Mapping[str, Subject] = {subject.value: subject for subject in WITH_STATES}

Named = tuple[Subject, str]
"""Something with a page: what it is, and its number."""


class Neighbours(Struct, frozen=True):
    """Addresses; empty where there is none."""

    back: str = ""
    before: str = ""
    after: str = ""


class Window:
    """The rows of a list, for the links of its rows; `here` is the list's own address."""

    def __init__(self, rows: Sequence[Named], here: str) -> None:
        self._rows = rows
        self._here = urlencode([(LIST, here)])
        self._said = [_said(row) for row in rows]  # each once, though many links carry it

    def link(self, place: int) -> str:
        """The page of a row, with the rows around it."""
        row = self._rows[place]
        around = self._said[max(0, place - _EACH_WAY) : place + _EACH_WAY + 1]
        return f"{page_of(*row)}?{'&'.join((self._here, *around))}" if row[0] in WITH_STATES else page_of(*row)


def neighbours(query: MultiMapping[str], current: Named) -> Neighbours:
    """What stands around something, as its address says."""
    rows = [row for words in query.getall(AMONG, [])[: 2 * _EACH_WAY + 1] if (row := _named(words))]
    here = inside(query.get(LIST, ""))
    if current not in rows:
        return Neighbours(back=here)
    place = rows.index(current)
    before = _link(rows[place - 1], rows, here) if place > 0 else ""
    after = _link(rows[place + 1], rows, here) if place + 1 < len(rows) else ""
    return Neighbours(back=here, before=before, after=after)


def _link(row: Named, around: Sequence[Named], here: str) -> str:
    said = (urlencode([(LIST, here)]), *map(_said, around))
    return f"{page_of(*row)}?{'&'.join(said)}" if row[0] in WITH_STATES else page_of(*row)


def _said(row: Named) -> str:
    subject, number = row
    return urlencode([(AMONG, f"{subject.value}{_BETWEEN}{number}")])


def _named(words: str) -> Named | None:
    subject, _, number = words.partition(_BETWEEN)
    return (_SUBJECTS[subject], number) if subject in _SUBJECTS and 0 < len(number) <= _LONGEST else None
