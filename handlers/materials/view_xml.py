"""The values of an e-invoice in XML, a row each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handlers.filekinds import Problem
from handlers.materials.view_copies import Block, BlockKind, Collected, DocumentWords
from handlers.materials.xml_files import Watch, scan_xml

MOST_VALUES = 1000
_LONGEST_VALUE = 500
_CHUNK = 256 * 1024


class _Values(Watch):
    """Keeps the name and the words of elements that hold words alone."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[str, ...]] = []
        self.is_cut = False
        self._text = ""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 -- Watch's signature
        """Begin to collect: what stood before the element belongs to no value."""
        self._text = ""

    def finish(self, name: str) -> None:
        """Keep a value."""
        words, self._text = self._text.strip(), ""
        if words and len(self.rows) < MOST_VALUES:
            self.rows.append((name, words))
        elif words:
            self.is_cut = True

    def say(self, text: str) -> None:
        """Collect its words, as long as they are few."""
        self._text = (self._text + text)[:_LONGEST_VALUE]


def words_of_xml(content: bytes) -> DocumentWords | Problem:
    """One table of names and values, in their order."""
    values, collected = _Values(), Collected()
    if scan_xml(_pieces(content), values) is not None:
        return Problem.DAMAGED
    collected.add(Block(BlockKind.TABLE, rows=tuple(values.rows)))
    return DocumentWords(collected.words().blocks, values.is_cut or collected.is_cut)


def _pieces(content: bytes) -> Iterator[bytes]:
    yield from (content[start : start + _CHUNK] for start in range(0, len(content), _CHUNK))
