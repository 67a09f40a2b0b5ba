"""The page of one complaint: what was said, how the answer got to its person, who keeps out, what can be done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType

from msgspec import Struct

from handlers.casework.complaints.recusals import units_of
from handlers.casework.transitions import Subject
from handlers.notices.delivery import newest_told
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.targets import target_of
from handlers.staff.cards.people import staff_names
from handlers.staff.lists.complaints import unit_words
from handlers.texts import binding as binding_texts
from handlers.texts import complaints as texts
from handlers.texts import threads
from store.queries.access import record_access
from store.queries.complaints import (
    ComplaintSaid,
    account_of,
    complaint_numbered,
    excerpt_of,
    is_recused,
    recusals_of,
    said_in,
)
from store.states import Access, ComplaintVoice, OutboxState, Role
from store.tables.complaints import PAGE, Complaint, ComplaintExcerpt
from store.work import Work

_WAYS: Mapping[OutboxState, str] = MappingProxyType(
    {state: threads.WAYS[state.value] for state in OutboxState if state.value in threads.WAYS}
)


class SaidLine(Struct, frozen=True):
    """Something that was said: what it was, whose words, and how what staff said got to the person."""

    title: str
    words: str
    contact: str
    at: datetime
    by: str
    is_note: bool


class ExcerptLine(Struct, frozen=True):
    """What is to be published of it, or is."""

    words: str
    answer: str
    written_by: str
    approved_by: str


class Letter(Struct, frozen=True):
    """What a member may read of a complaint; `said` is None for whom it is not."""

    said: tuple[SaidLine, ...] | None
    excerpt: ExcerptLine | None


class ComplaintView(Struct, frozen=True):
    """`said` is None for whoever keeps out of it, or is of another unit: they read that it is there alone."""

    number: str
    name: str
    kind: str
    state: str
    unit: str
    way: str
    organ: str
    received_at: datetime
    first_due: date
    answer_due: date
    keeps_out: bool
    said: tuple[SaidLine, ...] | None
    delivery: str
    recused: tuple[str, ...]
    excerpt: ExcerptLine | None
    acts: tuple[Action, ...]
    version: int
    subject: Subject = Subject.COMPLAINT


def complaint_view(acting: Acting, catalogue: Catalogue, number: str) -> ComplaintView | None:
    """The complaint with this number, as the member may read it; None where there is none."""
    work, row = acting.work, complaint_numbered(acting.work, number)
    target = target_of(work, Subject.COMPLAINT, number) if row else None
    if row is None or target is None:
        return None
    recused, said = recusals_of(work, row.id), said_in(work, [row.id])[row.id]
    keeps_out = any(one.staff_id == acting.member.id for one in recused)
    letter = letter_of(acting, catalogue, row)
    names = _names(work, [one.staff_id for one in recused])
    return ComplaintView(
        number=row.number,
        name=texts.name(number=row.number),
        kind=texts.KINDS[row.kind],
        state=texts.STATES[row.state],
        unit=unit_words(row),
        way=texts.BY_PAGE if row.way == PAGE else binding_texts.CHANNELS[row.way],
        organ=row.organ,
        received_at=row.received_at,
        first_due=row.first_due,
        answer_due=row.answer_due,
        keeps_out=keeps_out,
        said=letter.said,
        delivery=_delivery(work, row, said),
        recused=tuple(names.get(one.staff_id, "") for one in recused),
        excerpt=letter.excerpt,
        acts=tuple(catalogue.offered(work, acting.member, target)),
        version=row.version,
    )


def letter_of(acting: Acting, catalogue: Catalogue, row: Complaint) -> Letter:
    """The words for its unit, what is to be published for the office too; nothing for whoever keeps out of it."""
    work = acting.work
    if is_recused(work, row.id, acting.member.id):
        return Letter(None, None)
    is_readable = acting.member.has(*units_of(work, row))
    excerpt = excerpt_of(work, row.id) if is_readable or acting.member.has(Role.OFFICE) else None
    said = said_in(work, [row.id])[row.id] if is_readable else []
    wrote = [excerpt.written_by, excerpt.approved_by] if excerpt is not None else []
    names = _names(work, [*(one.staff_id for one in said), *wrote])
    return Letter(
        said=tuple(_line(catalogue, one, names) for one in said) if is_readable else None,
        excerpt=_excerpt(excerpt, names) if excerpt is not None else None,
    )


def note_opened(acting: Acting, number: str) -> None:
    """Record who read a person's own words."""
    record_access(acting.work, by=acting.member.id, how=Access.VIEW, subject=f"complaint:{number}")


def _line(catalogue: Catalogue, one: ComplaintSaid, names: Mapping[int, str]) -> SaidLine:
    is_note = one.voice is ComplaintVoice.NOTE
    title = catalogue.label_of(one.act) if one.voice is not ComplaintVoice.PERSON else texts.PERSON[one.act]
    return SaidLine(title, one.words, one.contact, one.at, names.get(one.staff_id or 0, ""), is_note)


def _delivery(work: Work, row: Complaint, said: list[ComplaintSaid]) -> str:
    """How the last that staff told the person is on its way; nothing of what arrived."""
    told = [one for one in said if one.voice is ComplaintVoice.STAFF]
    if not told:
        return ""
    account = account_of(work, row)
    if account is None:
        return texts.NOT_SENT
    state = newest_told(work, account.channel, account.address, key=f"{Subject.COMPLAINT.value}:{row.number}:")
    return _WAYS.get(state, "") if state is not None else ""


def _excerpt(row: ComplaintExcerpt, names: Mapping[int, str]) -> ExcerptLine:
    return ExcerptLine(row.words, row.answer, names.get(row.written_by, ""), names.get(row.approved_by or 0, ""))


def _names(work: Work, ids: Iterable[int | None]) -> dict[int, str]:
    known = {one for one in ids if one is not None}
    found = staff_names(work, [f"staff:{one}" for one in known])
    return {one: found.get(f"staff:{one}", "") for one in known}
