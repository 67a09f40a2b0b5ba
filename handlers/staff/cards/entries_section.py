"""What was entered from paper (代录), on the card of the application."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from handlers.casework.incoming_papers import label_of, number_of
from handlers.casework.transitions import Subject
from handlers.dates import moment
from handlers.staff.cards.card import Line, Link, Part, Row, Section
from handlers.staff.cards.people import actor_name, staff_names
from handlers.texts import incoming as texts
from store.queries.incoming import entries_of, papers_of_entries
from store.states import EntryState
from store.tables.applications import Application
from store.tables.incoming import IncomingPaper, PaperEntry
from store.work import Work

_OPEN = frozenset({EntryState.WAITING, EntryState.RETURNED})


def entries_section(work: Work, application: Application) -> Section:
    """Each entry with its paper, who entered it, and who checked it with what they found."""
    entries = entries_of(work, application.id)
    papers = papers_of_entries(work, entries)
    hands = {f"staff:{one}" for entry in entries for one in (entry.entered_by, entry.checked_by) if one}
    names = staff_names(work, hands) if entries else {}
    lines = tuple(_line(entry, papers[entry.paper_id], names) for entry in entries)
    return Section(part=Part.ENTRIES, title=texts.ENTRIES, lines=lines)


def _line(entry: PaperEntry, paper: IncomingPaper, names: Mapping[str, str]) -> Line:
    named = texts.on_paper(title=paper.title, number=label_of(paper), on=paper.dated_on)
    return Line(
        when=moment(entry.entered_at),
        words=texts.fact(title=texts.ENTRY_KINDS[entry.kind], value=named),
        by=actor_name(f"staff:{entry.entered_by}", names),
        below=tuple(_checks(entry, names)),
        link=Link(Subject.PAPER, number_of(paper)),
    )


def _checks(entry: PaperEntry, names: Mapping[str, str]) -> Iterator[Row]:
    yield Row(label=texts.STATE, value=texts.ENTRY_STATES[entry.state], warns=entry.state in _OPEN)
    if entry.checked_at is not None:
        by = actor_name(f"staff:{entry.checked_by}", names)
        yield Row(label=texts.CHECKED_BY, value=f"{by} {moment(entry.checked_at)}")
    if entry.reason:
        yield Row(label=texts.RETURN_REASON[0], value=entry.reason)
