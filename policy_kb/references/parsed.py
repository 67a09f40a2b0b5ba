"""What a rule of the grammar hands back."""

from __future__ import annotations

from msgspec import Struct

from policy_kb.references.reference import ReferenceKind
from policy_kb.references.terminals import DocumentPart


class Unit(Struct, frozen=True):
    """One thing named, without its place in the message."""

    kind: ReferenceKind
    article: str = ""
    item: str = ""
    chapter: int = 0
    part: DocumentPart | None = None


class Parsed(Struct, frozen=True):
    """The units that a rule read, and the position of the first token behind them."""

    units: tuple[Unit, ...]
    end: int


def article(number: str | int) -> Unit:
    """An article by its number."""
    return Unit(ReferenceKind.ARTICLE, str(number))


def item(of: str, number: str | int) -> Unit:
    """An item of an article, or of one that is not said."""
    return Unit(ReferenceKind.ITEM, of, str(number))


def chapter(number: int) -> Unit:
    """A chapter by its number."""
    return Unit(ReferenceKind.CHAPTER, chapter=number)


def part(named: DocumentPart) -> Unit:
    """What stands around the articles."""
    return Unit(ReferenceKind.PART, part=named)
