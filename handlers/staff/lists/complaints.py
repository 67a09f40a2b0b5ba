"""The list of what is kept openly (意见, 投诉 …): its lines name nobody, and say nothing of what it says."""

from __future__ import annotations

from handlers.casework.transitions import Subject
from handlers.dates import local_day
from handlers.staff.actions.acting import Acting
from handlers.staff.lists.asked import Asked
from handlers.staff.lists.filters import choices
from handlers.staff.lists.listing import Cell, Column, Flag, Listing, Mark, Row
from handlers.staff.lists.present import Present
from handlers.texts import complaints as texts
from handlers.texts import console_lists
from handlers.texts.people import ROLE_WORDS
from store.queries.complaints import OVER
from store.queries.lists.complaints import ComplaintFilter, list_complaints, listed_complaints, recused_from
from store.states import ComplaintState, Role
from store.tables.complaints import Complaint

_COLUMNS = (
    Column(console_lists.NUMBER),
    Column(console_lists.WHAT),
    Column(console_lists.STATE),
    Column(console_lists.SUBMITTED, is_brief=True, sort="received"),
    Column(texts.ENDS, is_brief=True),
    Column(console_lists.HOLDER),
)
_SOON = 7


def complaints_denied(acting: Acting) -> bool:
    """Whether the register is not the member's to look at."""
    return not acting.member.reads_complaints


def complaint_list(acting: Acting, asked: Asked, now: Present) -> Listing:
    """A page of them, as the address asks; the newest first."""
    kinds, states = asked.chosen("kind", texts.KINDS), asked.chosen("state", texts.STATES)
    sort, is_descending = asked.order(("received",), "-received")
    wanted = ComplaintFilter(
        words=asked.words,
        kinds=kinds,
        states=states,
        late_on=now.today if asked.has("overdue") else None,
        is_descending=is_descending,
    )
    page = list_complaints(acting.work, wanted, asked.paging)
    found = listed_complaints(acting.work, page.ids)
    out = recused_from(acting.work, page.ids, acting.member.id)
    return Listing(
        title=texts.TITLE,
        columns=_COLUMNS,
        rows=tuple(_row(found[number], now, keeps_out=number in out) for number in page.ids),
        total=page.total,
        number=page.number,
        pages=page.pages,
        asked=asked,
        empty=console_lists.NOTHING_FITS if asked.is_filtered else texts.NONE,
        search=texts.SEARCH,
        filters=(
            choices("state", console_lists.STATE, texts.STATES, states),
            choices("kind", console_lists.WHAT, texts.KINDS, kinds),
            Flag("overdue", console_lists.OVERDUE, asked.has("overdue")),
        ),
        sort=sort,
        is_descending=is_descending,
    )


def due_cell(row: Complaint, now: Present) -> Cell:
    """Until when its person hears the next, where they do."""
    due = {
        ComplaintState.RECEIVED: min(row.first_due, row.answer_due),
        ComplaintState.ACCEPTED: row.answer_due,
    }.get(ComplaintState(row.state))
    if due is None:
        return Cell("")
    left = (due - now.today).days
    return Cell(
        console_lists.iso(due), mark=Mark.OVERDUE if left < 0 else Mark.SOON if left <= _SOON else Mark.NONE
    )


def unit_words(row: Complaint) -> str:
    """The unit that took it, as people call it."""
    if row.unit:
        return ROLE_WORDS[Role(row.unit)]
    return texts.NEVER_TAKEN if row.state in OVER else texts.NOT_TAKEN


def _row(row: Complaint, now: Present, *, keeps_out: bool) -> Row:
    due = due_cell(row, now)
    cells = (
        Cell(texts.name(number=row.number)),
        Cell(texts.KINDS[row.kind]),
        Cell(texts.STATES[row.state], row.organ or (texts.KEEP_OUT if keeps_out else "")),
        Cell(console_lists.iso(local_day(row.received_at))),
        due,
        Cell("" if row.state in OVER else unit_words(row)),
    )
    return Row(Subject.COMPLAINT, row.number, cells, mark=Mark.OVERDUE if due.mark is Mark.OVERDUE else Mark.NONE)
