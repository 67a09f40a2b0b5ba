"""Who had a hand in applications, and what was entered of them from paper and is not agreed to: one statement."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    bindparam,
    case,
    cast,
    literal,
    select,
    union_all,
)

from store.standings.acts import APPROVING, SENDING
from store.standings.facts import Hand
from store.states import CorrectionState, EntryKind, EntryState
from store.tables.applications import Application, Material, Payment, StepRow
from store.tables.contracts import Contract
from store.tables.corrections import OF_PAYMENTS, OF_RESULTS, Correction
from store.tables.incoming import IncomingPaper, PaperEntry
from store.tables.people import Binding, StaffAccount, StaffLink

_STAFF = "staff:"


class About(StrEnum):
    """What a row of the statement tells."""

    HAND = "hand"
    WAITING = "waiting"
    RETURNED = "returned"


@cache
def hands_in() -> CompoundSelect[Any]:
    """Of the applications `ids`: which, what is told, the hand or the kind of entry, and whose. Made once."""
    return union_all(*_steps(), *_own_accounts(), *_payments(), *_corrections(), *_entries())


def of_these(column: Any) -> ColumnElement[bool]:
    """Whether the column names one of `ids`."""
    found: ColumnElement[bool] = column.in_(bindparam("ids", expanding=True))
    return found


def _row(application: Any, about: About, name: Any, who: Any) -> Select[Any]:
    return select(application, literal(about.value), name, who).where(of_these(application))


def _member(column: Any) -> ColumnElement[str]:
    return literal(_STAFF) + cast(column, String)


def _hand(hand: Hand) -> ColumnElement[str]:
    return literal(hand.value)


def _steps() -> Iterator[Select[Any]]:
    hand = case((StepRow.act.in_(sorted(SENDING)), Hand.SENT.value), else_=Hand.APPROVED.value)
    row = _row(StepRow.application_id, About.HAND, hand, StepRow.actor)
    yield row.where(StepRow.act.in_(sorted(SENDING | APPROVING)), StepRow.actor.startswith(_STAFF))


def _own_accounts() -> Iterator[Select[Any]]:
    """An account that is, or was, a member's is, or was, bound to the firm; a link is, once it was confirmed."""
    is_linked = (StaffLink.channel == Binding.channel) & (StaffLink.address == Binding.address)
    for kind, is_theirs in (
        (StaffAccount, StaffAccount.account == Binding.account),
        (StaffLink, is_linked & StaffLink.unconfirmed_since.is_(None)),
    ):
        row = _row(Application.id, About.HAND, _hand(Hand.SENT), _member(kind.staff_id))
        row = row.join(Contract, Contract.id == Application.contract_id)
        yield row.join(Binding, Binding.firm_id == Contract.firm_id).join(kind, is_theirs)


def _payments() -> Iterator[Select[Any]]:
    """Whoever entered a payment from its voucher, or checked one, paid as well."""
    yield _row(Payment.application_id, About.HAND, _hand(Hand.PAID), _member(Payment.recorded_by))
    for column in (PaperEntry.entered_by, PaperEntry.checked_by):
        row = _row(PaperEntry.application_id, About.HAND, _hand(Hand.PAID), _member(column))
        yield row.where(PaperEntry.kind == EntryKind.PAYMENT.value, column.is_not(None))


def _corrections() -> Iterator[Select[Any]]:
    """Who puts a result right, or checks that, approves like who recorded it; with payments likewise."""
    hand = case((Correction.kind == OF_RESULTS, Hand.APPROVED.value), else_=Hand.PAID.value)
    for column in (Correction.recorded_by, Correction.checked_by):
        row = _row(Correction.application_id, About.HAND, hand, _member(column))
        yield row.where(
            Correction.kind.in_(sorted({OF_RESULTS, *OF_PAYMENTS})),
            Correction.state != CorrectionState.REFUSED.value,
            column.is_not(None),
        )


def _entries() -> Iterator[Select[Any]]:
    """Who entered what waits, registered its paper or uploaded a scan of that; and what is to be corrected."""
    of = PaperEntry.application_id
    waits = PaperEntry.state == EntryState.WAITING.value
    yield _row(of, About.WAITING, PaperEntry.kind, _member(PaperEntry.entered_by)).where(waits)
    paper = _row(of, About.WAITING, PaperEntry.kind, _member(IncomingPaper.recorded_by)).where(waits)
    yield paper.join(IncomingPaper, IncomingPaper.id == PaperEntry.paper_id)
    scan = _row(of, About.WAITING, PaperEntry.kind, Material.received_by).where(waits)
    yield scan.join(Material, Material.paper_id == PaperEntry.paper_id)
    returned = _row(of, About.RETURNED, PaperEntry.kind, literal(""))
    yield returned.where(PaperEntry.state == EntryState.RETURNED.value)
