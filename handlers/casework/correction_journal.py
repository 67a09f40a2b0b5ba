"""红字冲正: what a corrected sum posts to the journal; the wrong entry is taken back, the right one added."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from handlers.casework.application_records import put_in_force
from handlers.casework.attempt import Attempt
from handlers.casework.conditions import lapse_of
from handlers.casework.correction_results import PASSED
from handlers.casework.journal import post
from store.base import Record
from store.posting import (
    Paper,
    of_amendment,
    of_contract,
    of_meeting,
    of_opening,
    of_payment,
    of_returned,
    of_settlement,
    reversing,
)
from store.queries.applications import meetings_of
from store.queries.contracts import amendments_of
from store.queries.journal import standing_entry
from store.queries.overpaid import paid_on
from store.queries.payments import payments_of
from store.states import AmendmentKind, MeetingResult, State
from store.tables.applications import Meeting, Payment
from store.tables.contracts import Amendment, Contract, OpeningPayment, ReturnedMoney
from store.tables.corrections import Correction
from store.tables.ledger import JournalEntry, OverpaidSettlement, Quota

_DECIDING = frozenset({"result", "approved", "held_on", "session"})
_SUMS = frozenset({"amount"})


def post_correction(attempt: Attempt, row: Record, correction: Correction) -> None:
    """Post what a correction means: after its row is written, or before where that has a version."""
    posting = _POSTING.get(type(row))
    if posting is not None:
        posting(attempt, row, correction)


def post_superseding(attempt: Attempt, row: Meeting) -> None:
    """A later sitting takes back what was approved, and approves what it does."""
    put_in_force(attempt, 0, row.held_on, row.session)
    if row.approved is not None:
        post(attempt.work, of_meeting(row, attempt.sent, attempt.contract))


def _payment(attempt: Attempt, row: Payment, correction: Correction) -> None:
    """With a payment that was reversed its reversal is put right as well."""
    work = attempt.work
    for one in payments_of(work, row.application_id):
        if row.id in {one.id, one.reverses}:
            quota = work.get(Quota, one.quota_id) if one.quota_id is not None else None
            _instead(attempt, one, of_payment(one, attempt.sent, attempt.contract, quota), correction)
    if attempt.sent.state == State.ARCHIVED.value:
        _what_is_approved(attempt, correction)


def _opening(attempt: Attempt, row: OpeningPayment, correction: Correction) -> None:
    _instead(attempt, row, of_opening(row, attempt.contract), correction)


def _returned(attempt: Attempt, row: ReturnedMoney, correction: Correction) -> None:
    _instead(attempt, row, of_returned(row, attempt.opened, attempt.contract), correction)


def _settlement(attempt: Attempt, row: OverpaidSettlement, correction: Correction) -> None:
    _instead(attempt, row, of_settlement(row, attempt.sent, attempt.contract), correction)
    if attempt.sent.state == State.ARCHIVED.value:
        _what_is_approved(attempt, correction)


def _meeting(attempt: Attempt, row: Meeting, correction: Correction) -> None:
    """A superseded result was taken back when another superseded it: only its paper is other than it said."""
    if correction.field not in _DECIDING or meetings_of(attempt.work, row.application_id)[-1].id != row.id:
        return
    entry = of_meeting(row, attempt.sent, attempt.contract) if row.approved is not None else None
    _instead(attempt, row, entry, correction)
    _what_is_approved(attempt, correction)


def _what_is_approved(attempt: Attempt, correction: Correction) -> None:
    """As the newest result says; in the archive what was paid, and nothing where its condition lapsed."""
    work, sent = attempt.work, attempt.sent
    newest = meetings_of(work, sent.id)[-1]
    fen = newest.approved or 0 if MeetingResult(newest.result) in PASSED else 0
    if sent.state == State.ARCHIVED.value:
        fen = paid_on(work, sent.id)
    elif lapse_of(work, sent) is not None:
        fen = 0
    put_in_force(attempt, fen, correction.dated_on, correction.document)


def _contract(attempt: Attempt, row: Contract, correction: Correction) -> None:
    if correction.field in _SUMS:
        _instead(attempt, row, of_contract(row, int(correction.after)), correction)


def _amendment(attempt: Attempt, row: Amendment, correction: Correction) -> None:
    """A change that another has followed is in no sum any more: what follows it gains what it loses."""
    standing = standing_entry(attempt.work, row)
    sums = [one for one in amendments_of(attempt.work, row.contract_id) if one.kind == AmendmentKind.AMOUNT.value]
    if correction.field not in _SUMS or standing is None or sums[-1].id != row.id:
        return
    difference = standing.amount + int(correction.after) - int(correction.before)
    _instead(attempt, row, of_amendment(row, attempt.contract, difference), correction)


def _instead(attempt: Attempt, row: Record, entry: JournalEntry | None, correction: Correction) -> None:
    """Posted now, so that a page of a past day prints what it printed then; each on the day of its own voucher."""
    work, standing = attempt.work, standing_entry(attempt.work, row)
    if standing is not None:
        paper = Paper(at=work.now, on=standing.happened_on, number=correction.document)
        post(work, reversing(standing, paper))
    if entry is not None:
        entry.posted_at = work.now
        post(work, entry)


_POSTING: Mapping[type[Record], Callable[[Attempt, Any, Correction], None]] = MappingProxyType(
    {
        Payment: _payment,
        OpeningPayment: _opening,
        ReturnedMoney: _returned,
        OverpaidSettlement: _settlement,
        Meeting: _meeting,
        Contract: _contract,
        Amendment: _amendment,
    }
)
"""By the table of the corrected row; the others hold no money."""
