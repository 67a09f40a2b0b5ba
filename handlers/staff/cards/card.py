"""What a card is made of: sections of rows, lines and files, in no channel's terms."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from handlers.casework.transitions import Subject


class Part(StrEnum):
    """What a section is about: a page places it by this."""

    HEAD = "head"
    SUMS = "sums"
    CONTRACT = "contract"
    TERMS = "terms"
    SAID = "said"
    MATERIALS = "materials"
    ENTRIES = "entries"
    BATCHES = "batches"
    MEETINGS = "meetings"
    PAYMENTS = "payments"
    NOTES = "notes"
    SIGN_OFFS = "sign_offs"
    SERVICES = "services"
    HISTORY = "history"
    APPLICATIONS = "applications"
    OPENING = "opening"
    CHANGES = "changes"
    EVALUATIONS = "evaluations"
    DISPOSALS = "disposals"
    ACCEPTANCES = "acceptances"
    OVERSIGHTS = "oversights"
    CASES = "cases"
    RETURNED = "returned"
    ITEMS = "items"
    CORRECTIONS = "corrections"
    TALK = "talk"


class Link(Struct, frozen=True):
    """Another thing that has a card."""

    subject: Subject
    number: str


class Row(Struct, frozen=True, kw_only=True):
    """A value under its name; without a name the value says all. `source` is who says so, where it is said."""

    label: str
    value: str
    source: str = ""
    link: Link | None = None
    is_sum: bool = False
    warns: bool = False


class Line(Struct, frozen=True, kw_only=True):
    """Something recorded, with what belongs to it below: when, what, by whom."""

    words: str
    when: str = ""
    by: str = ""
    below: tuple[Row, ...] = ()
    link: Link | None = None


class File(Struct, frozen=True, kw_only=True):
    """A file handed in, under an item of the office's list; `size` in bytes."""

    id: int
    name: str
    item: str
    size: int
    sha256: str
    below: tuple[Row, ...] = ()


class Section(Struct, frozen=True, kw_only=True):
    """One matter. Its rows are `short` where they fit on a line together."""

    part: Part
    title: str = ""
    rows: tuple[Row, ...] = ()
    lines: tuple[Line, ...] = ()
    files: tuple[File, ...] = ()
    short: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.rows or self.lines or self.files)


class Card(Struct, frozen=True, kw_only=True):
    """Everything recorded of a thing. `name` is its number, `brief` all that leaves the house by itself.

    `version` is the one that is shown: an act on another is refused.
    """

    subject: Subject
    number: str
    name: str
    title: str
    version: int
    sections: tuple[Section, ...]
    brief: str = ""

    def section(self, part: Part) -> Section:
        """The section of a part; an empty one where there is nothing."""
        return next((one for one in self.sections if one.part == part), Section(part=part))
