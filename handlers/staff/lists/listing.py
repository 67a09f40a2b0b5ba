"""A page of a list, as data: what it is headed by, its filters, its columns, its rows, and its neighbours."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from handlers.casework.transitions import Subject
from handlers.staff.lists.asked import Asked


class Mark(StrEnum):
    """How much a cell or a row wants to be seen. Colour never says it alone: the words do."""

    NONE = ""
    OVERDUE = "overdue"
    SOON = "soon"
    SOFT = "soft"


class Cell(Struct, frozen=True):
    """A cell's words, and smaller ones below them."""

    text: str
    below: str = ""
    mark: Mark = Mark.NONE


class Column(Struct, frozen=True):
    """`sort` is what the address says to sort by it, if anybody can; the lines of a brief one are not broken."""

    label: str
    sort: str = ""
    is_sum: bool = False
    is_brief: bool = False


class Row(Struct, frozen=True):
    """What the row is of, its cells in the columns' order, and sentences that belong to all of it.

    `has_page`: whether the page about it is the reader's to see.
    """

    subject: Subject
    number: str
    cells: tuple[Cell, ...]
    notes: tuple[str, ...] = ()
    mark: Mark = Mark.NONE
    has_page: bool = True


class Choice(Struct, frozen=True):
    """A value of a filter."""

    value: str
    label: str
    is_chosen: bool


class Choices(Struct, frozen=True):
    """Some of several values."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> int:
        """How many are chosen."""
        return sum(one.is_chosen for one in self.choices)


class Dates(Struct, frozen=True):
    """From a day to a day, both included, as ISO days; empty where it is open."""

    label: str
    since: str
    until: str


class Flag(Struct, frozen=True):
    """Only those of which something holds."""

    name: str
    label: str
    is_set: bool


class Listing(Struct, frozen=True):
    """A page of a list. `asked` is what the address said of it; `empty` says what to do where no row is there.

    `sort` is the column by which it is sorted.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: int
    number: int
    pages: int
    asked: Asked
    empty: str
    search: str
    heads: tuple[str, ...] = ()
    filters: tuple[Choices | Flag | Dates, ...] = ()
    sort: str = ""
    is_descending: bool = False

    @property
    def sorts(self) -> tuple[tuple[str, str], ...]:
        """All that it can be sorted by, each with its label."""
        return tuple((column.sort, column.label) for column in self.columns if column.sort)

    @property
    def first(self) -> int:
        """The place of the first row among all, counted from 1."""
        return (self.number - 1) * self.asked.paging.size + 1

    @property
    def last(self) -> int:
        """The place of the last."""
        return self.first + len(self.rows) - 1

    @property
    def is_filtered(self) -> bool:
        """Whether less than everything is asked for."""
        return self.asked.is_filtered

    def sorted_by(self, sort: str) -> str:
        """The address of the list sorted by a column: once more the other way round."""
        down = not self.is_descending if sort == self.sort else False
        return self.asked.address(sort=f"-{sort}" if down else sort, page="")
