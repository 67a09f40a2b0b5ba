"""A card as text: a matter a line."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.staff.cards.card import Card, File, Line, Row, Section
from handlers.texts import cards as texts


def card_text(card: Card) -> str:
    """The whole card."""
    return "\n".join(_lines(card))


def _lines(card: Card) -> Iterator[str]:
    yield texts.heading(name=card.name, title=card.title)
    for section in card.sections:
        if not section.is_empty:
            yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    if section.short:
        yield texts.in_one_line(title=section.title, rows=tuple(map(_in_line, section.rows)))
        return
    bullet = "· " if section.title else ""
    if section.title:
        yield texts.section_head(title=section.title)
    for place, file in enumerate(section.files, start=1):
        yield from _file(place, file)
    for row in section.rows:
        yield f"{bullet}{_row(row)}"
    for line in section.lines:
        yield from _line(bullet, line)


def _file(place: int, file: File) -> Iterator[str]:
    yield texts.file(place=place, name=file.name, item=file.item, size=file.size, sha256=file.sha256)
    yield from map(_below, file.below)


def _line(bullet: str, line: Line) -> Iterator[str]:
    yield f"{bullet}{texts.line(words=line.words, when=line.when, by=line.by)}"
    yield from map(_below, line.below)


def _below(row: Row) -> str:
    return f"   {_row(row)}"


def _row(row: Row) -> str:
    return texts.row(label=row.label, value=row.value, warns=row.warns)


def _in_line(row: Row) -> str:
    return " ".join(filter(None, (row.label, row.value)))
