"""What is entered from paper and not agreed to, in SQL, of the application of a query."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, not_, or_

from store.states import EntryKind, EntryState
from store.tables.applications import Application, Arrangement, Material
from store.tables.incoming import IncomingPaper, PaperEntry


def is_unchecked() -> ColumnElement[bool]:
    """Whether something waits for its check, or to be corrected."""
    open_states = (EntryState.WAITING.value, EntryState.RETURNED.value)
    return _entry(PaperEntry.state.in_(open_states))


def is_nothing_returned() -> ColumnElement[bool]:
    """Whether no submission is to be corrected."""
    return not_(_entry(_is(EntryKind.SUBMISSION), PaperEntry.state == EntryState.RETURNED.value))


def waits_not(kind: EntryKind) -> ColumnElement[bool]:
    """Whether nothing of this kind waits for its check."""
    return not_(_entry(_is(kind), PaperEntry.state == EntryState.WAITING.value))


def has_entered(kind: EntryKind, member: int) -> ColumnElement[bool]:
    """Whether the member entered what waits, registered its paper or uploaded a scan of that."""
    scanned = exists().where(Material.paper_id == PaperEntry.paper_id, Material.received_by == f"staff:{member}")
    registered = exists().where(IncomingPaper.id == PaperEntry.paper_id, IncomingPaper.recorded_by == member)
    hand = or_(PaperEntry.entered_by == member, scanned, registered)
    return _entry(_is(kind), PaperEntry.state == EntryState.WAITING.value, hand)


def has_had_payment(member: int) -> ColumnElement[bool]:
    """Whether the member entered a payment from its voucher, or checked one."""
    hand = or_(PaperEntry.entered_by == member, PaperEntry.checked_by == member)
    return _entry(_is(EntryKind.PAYMENT), hand)


def is_not_arranged(name: str) -> ColumnElement[bool]:
    """Whether the office has not said yes to this arrangement."""
    return not_(exists().where(Arrangement.name == name, Arrangement.value == "true"))


def _is(kind: EntryKind) -> ColumnElement[bool]:
    return PaperEntry.kind == kind.value


def _entry(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    found = exists().where(PaperEntry.application_id == Application.id, and_(*conditions))
    return found.correlate(Application)
