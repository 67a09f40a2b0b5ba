"""Corrections of the register on cards: what was recorded, what the paper says, by whom, and who checked it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handlers.casework.correctable import described
from handlers.dates import day, moment
from handlers.staff.cards.card import Line, Part, Row, Section
from handlers.staff.cards.people import actor_name, staff_names
from handlers.texts import corrections as texts
from store.base import Record
from store.queries.corrections import corrections_on
from store.states import CorrectionState
from store.tables.corrections import Correction
from store.work import Work


def corrections_section(work: Work, subject: Record) -> Section:
    """Every correction for ever, in the order of recording, whatever became of it."""
    found = corrections_on(work, subject)
    hands = {f"staff:{one}" for row in found for one in (row.recorded_by, row.checked_by) if one is not None}
    names = staff_names(work, hands) if found else {}
    words = described(work, subject, found)
    lines = tuple(_line(row, words[row.id], names) for row in found)
    return Section(part=Part.CORRECTIONS, title=texts.CORRECTIONS, lines=lines)


def _line(row: Correction, words: tuple[str, str, str], names: Mapping[str, str]) -> Line:
    what, before, after = words
    return Line(
        when=moment(row.recorded_at),
        words=texts.choice(what=what, before=before, after=after),
        by=actor_name(f"staff:{row.recorded_by}", names),
        below=tuple(_below(row, names)),
    )


def _below(row: Correction, names: Mapping[str, str]) -> Iterator[Row]:
    waits = row.state == CorrectionState.WAITING.value
    yield Row(label=texts.STATE, value=texts.STATES[row.state], warns=waits)
    yield Row(label=texts.DOCUMENT[0], value=texts.paper(document=row.document, on=day(row.dated_on)))
    yield Row(label=texts.REASON[0], value=row.reason)
    if row.checked_at is not None:
        by = actor_name(f"staff:{row.checked_by}", names)
        yield Row(label=texts.CHECKED_BY, value=texts.by_check(by=by, at=moment(row.checked_at)))
    if row.finding:
        yield Row(label=texts.CHECK, value=row.finding)
