"""The internal notes on a card."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.dates import moment
from handlers.staff.cards.card import Line, Part, Section
from handlers.staff.cards.people import actor_name, staff_names
from handlers.texts import cards as texts
from store.tables.notes import CaseNote
from store.work import Work


def notes_section(work: Work, notes: Sequence[CaseNote]) -> Section:
    """Each note with who wrote it, and when."""
    authors = {note.id: f"staff:{note.noted_by}" for note in notes}
    names = staff_names(work, set(authors.values())) if notes else {}
    lines = (
        Line(when=moment(note.noted_at), words=note.words, by=actor_name(authors[note.id], names))
        for note in notes
    )
    return Section(part=Part.NOTES, title=texts.NOTES, lines=tuple(lines))
