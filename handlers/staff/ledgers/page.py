"""A page of the ledgers, as data: its tables, the entries below them, and the ways to others of the same day."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from handlers.staff.ledgers.asking import LedgerAsked
from handlers.staff.ledgers.sheet import Sheet
from handlers.texts import console_ledgers as texts


class Way(Struct, frozen=True):
    """Another address, by its label."""

    label: str
    address: str
    is_here: bool = False


class Choice(Struct, frozen=True):
    """A filter of one value; what is chosen is among the values, and empty is everything."""

    name: str
    label: str
    values: tuple[tuple[str, str], ...]
    chosen: str


class Paged(Struct, frozen=True):
    """A table that is shown a page at a time; `path` has it whole, as an Excel sheet."""

    sheet: Sheet
    number: int
    pages: int
    total: int
    ways: tuple[Way, ...] = ()


class LedgerPage(Struct, frozen=True, kw_only=True):
    """`path` is its own address without what is asked; prints and sheets stand below it.

    `main` is the table that becomes an Excel sheet. `has_period` tells whether days can be asked for, `flag` what
    else can be asked, by its name in addresses and its label.

    `signing` are the units that sign a print of it, `head` the audit head that is printed on it.
    """

    title: str
    path: str
    asked: LedgerAsked
    sheets: tuple[Sheet, ...]
    main: int = 0
    below: Paged | None = None
    back: Way | None = None
    ways: tuple[Way, ...] = ()
    choices: tuple[Choice, ...] = ()
    notes: tuple[str, ...] = ()
    signing: tuple[str, ...] = ()
    head: str = ""
    has_period: bool = False
    flag: tuple[str, str] = ("", "")

    @property
    def as_of(self) -> str:
        """Up to which day everything counts."""
        return texts.as_of(on=self.asked.as_of)

    @property
    def unit(self) -> str:
        """In what sums are given."""
        return texts.unit(said=self.asked.unit)

    @property
    def headline(self) -> str:
        """What stands on a print and on an Excel sheet."""
        return texts.titled(title=self.title, on=self.asked.as_of, said=self.asked.unit)

    @property
    def exported(self) -> Sheet:
        """The main table, under the title of the page."""
        main = self.sheets[self.main]
        caption = self.title if main.caption == self.title else f"{self.title} {main.caption}"
        return replace(main, caption=caption)
