"""The words of a Word document, in their order: by mammoth, whose HTML is taken apart again and never shown."""

from __future__ import annotations

import io
from collections.abc import Sequence
from html.parser import HTMLParser

import mammoth

from handlers.materials.view_copies import Block, BlockKind, Collected, DocumentWords
from handlers.texts.material_views import PICTURE

_KINDS = {"p": BlockKind.PARAGRAPH, "li": BlockKind.ITEM} | {f"h{n}": BlockKind.HEADING for n in range(1, 7)}
_CELLS = frozenset({"td", "th"})


def words_of_docx(content: bytes) -> DocumentWords:
    """Headings, paragraphs, lists and tables; a picture is said to be there, a link is its words alone."""
    made = mammoth.convert_to_html(
        io.BytesIO(content), convert_image=_said_to_be_there, include_embedded_style_map=False
    )
    parts = _Parts()
    parts.feed(made.value)
    parts.close()
    return parts.collected.words()


def _said_to_be_there(_image: object) -> Sequence[object]:
    """Nothing of a picture is opened, wherever it lies."""
    return [mammoth.html.text(PICTURE)]


class _Parts(HTMLParser):
    """Collects blocks. A table within a table is words in the outer one's cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.collected = Collected()
        self._kind = BlockKind.PARAGRAPH
        self._text: list[str] = []
        self._rows: list[list[str]] = []
        self._depth = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a row or a cell."""
        if tag == "table":
            self._begin_table()
        elif self._depth == 1 and tag == "tr":
            self._rows.append([])
        elif self._depth == 1 and tag in _CELLS:
            self._text.clear()
        elif tag == "br":
            self._text.append("\n")
        elif tag in _KINDS and not self._depth:
            self._finish_block()
            self._kind = _KINDS[tag]

    def handle_endtag(self, tag: str) -> None:
        """End a block, a cell or the table."""
        if tag == "table":
            self._end_table()
        elif self._depth == 1 and tag in _CELLS and self._rows:
            self._rows[-1].append(self._words())
        elif self._depth and tag in {"p", "tr", *_CELLS}:
            self._text.append("\n" if tag in {"p", "tr"} else " ")
        elif tag in _KINDS and not self._depth:
            self._finish_block()

    def handle_data(self, data: str) -> None:
        """Collect words."""
        self._text.append(data)

    def close(self) -> None:
        """Keep what stands behind the last block."""
        super().close()
        self._finish_block()

    def _begin_table(self) -> None:
        if not self._depth:
            self._finish_block()
            self._rows = []
        self._depth += 1

    def _end_table(self) -> None:
        self._depth -= 1
        if not self._depth:
            self._text.clear()
            self.collected.add(Block(BlockKind.TABLE, rows=tuple(tuple(row) for row in self._rows if any(row))))

    def _finish_block(self) -> None:
        self.collected.add(Block(self._kind, self._words()))
        self._kind = BlockKind.PARAGRAPH

    def _words(self) -> str:
        words = "".join(self._text).strip()
        self._text.clear()
        return words
