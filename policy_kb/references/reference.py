"""What a reading finds: references, and whether anything is asked beside them."""

from __future__ import annotations

from enum import Enum, auto

from msgspec import Struct

from policy_kb.references.terminals import DocumentPart


class ReferenceKind(Enum):
    """What a reference names."""

    ARTICLE = auto()
    ITEM = auto()
    CHAPTER = auto()
    PART = auto()


class Reference(Struct, frozen=True):
    """One thing named, and where in the message.

    An item whose article is not said has `article` empty. `law` is the document named with it where that is
    another one; then the numbers are that document's.
    """

    kind: ReferenceKind
    start: int
    end: int
    article: str = ""
    item: str = ""
    chapter: int = 0
    part: DocumentPart | None = None
    law: str = ""
    is_free: bool = True  # nothing that could make it something else is joined to it

    @property
    def unit(self) -> str:
        """The passage's id as far as named."""
        return f"{self.article}.{self.item}" if self.item and self.article else self.article


class Found(Struct, frozen=True):
    """All references of a message in order.

    `is_look_up`: nothing of substance stands beside them. `is_apart`: a clause of the message is a look-up, and
    the others only tell something; the references are that clause's.
    """

    references: tuple[Reference, ...] = ()
    is_look_up: bool = False
    is_apart: bool = False

    @property
    def own(self) -> tuple[Reference, ...]:
        """The references to the document itself."""
        return tuple(one for one in self.references if not one.law)

    @property
    def first(self) -> Reference | None:
        """The first reference to the document itself."""
        return next(iter(self.own), None)

    @property
    def units(self) -> tuple[str, ...]:
        """The ids of the document's own articles and items that are named, each once."""
        return tuple(dict.fromkeys(one.unit for one in self.own if one.unit))


NOTHING = Found()
