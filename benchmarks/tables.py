"""Tables for people: aligned columns on the terminal, or Markdown for the README."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A heading row and the rows below it; `notes` stand under the table."""

    title: str
    header: Row
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    def plain(self) -> str:
        widths = [max(map(len, column)) for column in zip(self.header, *self.rows, strict=True)]
        lines = [_aligned(row, widths) for row in (self.header, *self.rows)]
        return "\n".join((self.title, *lines, *self.notes))

    def markdown(self) -> str:
        rule = tuple("---" for _ in self.header)
        lines = [markdown_row(row) for row in (self.header, rule, *self.rows)]
        return "\n\n".join((f"**{self.title}**", "\n".join(lines), *self.notes))


def markdown_row(row: Row) -> str:
    return f"| {' | '.join(row)} |"


def show(tables: Sequence[Table], *, markdown: bool) -> str:
    return "\n\n".join(table.markdown() if markdown else table.plain() for table in tables)


def _aligned(row: Row, widths: list[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
