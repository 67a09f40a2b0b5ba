"""What can be looked at of a file without opening it: a page as a picture, or its words in a plain structure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from handlers.filekinds import FileKind

MOST_CHARACTERS = 200_000
"""Of a whole document: a contract with its annexes has a third of it."""


class BlockKind(StrEnum):
    """What a part of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # of a list
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """Plain words, or the rows of a table. Nothing in it is markup: whoever shows it escapes it."""

    kind: BlockKind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page as a JPEG; `total` is how many pages there are. `picture` is empty for a page that is not there."""

    total: int
    picture: bytes


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """The words of a document; `is_cut` where there is more than is shown."""

    blocks: tuple[Block, ...]
    is_cut: bool


ViewCopy = PagePicture | DocumentWords

PAGED = frozenset({FileKind.PDF})
"""Kinds that are looked at page by page."""

WORDED = frozenset({FileKind.DOCX, FileKind.XLSX, FileKind.XML})
"""Kinds of which the words are shown. The rest is a picture already, or cannot be shown."""


class Collected:
    """Blocks as they come, up to so many characters."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._room = MOST_CHARACTERS
        self.is_cut = False

    def add(self, block: Block) -> None:
        """Keep a block that holds something; of one that finds no room a part, then none."""
        if self.is_cut or not (block.text or block.rows):
            return
        text, rows = block.text[: self._room], tuple(self._that_fit(block.rows))
        self.is_cut = len(text) < len(block.text) or len(rows) < len(block.rows)
        self._room -= len(text)
        self._blocks.append(Block(block.kind, text, rows))

    def _that_fit(self, rows: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
        for row in rows:
            self._room -= sum(len(cell) + 1 for cell in row)
            if self._room < 0:
                return
            yield row

    def words(self) -> DocumentWords:
        """All that was kept."""
        return DocumentWords(tuple(self._blocks), self.is_cut)
