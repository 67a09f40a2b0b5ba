"""What entering from paper, checking and correcting write; guards have been asked before."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from handlers.casework.application_records import paid, staff_id
from handlers.casework.attempt import Attempt, Recorded
from handlers.casework.fields import NoteFields, PayFields
from handlers.casework.incoming_papers import paper_named
from handlers.casework.paper_fields import (
    AnnulEntryFields,
    PaymentEntryFields,
    ReturnEntryFields,
    WithdrawalEntryFields,
)
from handlers.casework.paper_guards import open_entry
from handlers.texts import incoming as texts
from store.queries.incoming import entries_of
from store.states import EntryKind, EntryState, State
from store.tables.incoming import IncomingPaper, PaperEntry


def enter(attempt: Attempt, paper: IncomingPaper, kind: EntryKind, fields: str = "{}") -> PaperEntry:
    """Add an entry that waits for its check; `fields` is what it records then, as JSON."""
    return attempt.work.add(
        PaperEntry(
            application_id=attempt.sent.id,
            paper_id=paper.id,
            kind=kind.value,
            state=EntryState.WAITING.value,
            fields=fields,
            entered_by=staff_id(attempt),
            entered_at=attempt.work.now,
            checked_by=None,
            checked_at=None,
            reason="",
        )
    )


def settle_submissions(attempt: Attempt, state: EntryState) -> None:
    """The application is sent anew: what was entered before waits for nothing any more."""
    for entry in entries_of(attempt.work, attempt.sent.id, EntryState.WAITING, EntryState.RETURNED):
        if entry.kind == EntryKind.SUBMISSION.value:
            entry.state = state.value


def withdrawal_entered(attempt: Attempt) -> Recorded:
    """The firm is told at once; the application stays until a second member agrees."""
    fields = attempt.given(WithdrawalEntryFields)
    paper = _paper(attempt, fields.paper)
    row = enter(attempt, paper, EntryKind.WITHDRAWAL)
    told = texts.entered_for_you(on=paper.dated_on)
    return Recorded(State(attempt.sent.state), told, fields.reason, row)


def payment_entered(attempt: Attempt) -> Recorded:
    """Nothing is paid yet: the payment is recorded when a second member agrees."""
    fields = attempt.given(PaymentEntryFields)
    said = PayFields.model_validate(fields.model_dump(exclude={"paper"}))
    row = enter(attempt, _paper(attempt, fields.paper), EntryKind.PAYMENT, said.model_dump_json())
    return Recorded(State(attempt.sent.state), record=row)


def agreed(kind: EntryKind) -> Callable[[Attempt], Recorded]:
    """The entry is as the paper says."""

    def record(attempt: Attempt) -> Recorded:
        row = _settled(attempt, kind, EntryState.AGREED)
        to = State(attempt.row.to[0]) if attempt.row.to else State(attempt.sent.state)
        return Recorded(to, note=attempt.given(NoteFields).note, record=row)

    return record


def payment_agreed(attempt: Attempt) -> Recorded:
    """The payment of the entry, as if it had been recorded now."""
    recorded = paid(replace(attempt, fields=entered_payment(attempt)))
    _settled(attempt, EntryKind.PAYMENT, EntryState.AGREED)
    return replace(recorded, note=attempt.given(NoteFields).note)


def entered_payment(attempt: Attempt) -> PayFields:
    """What the entry that waits says of the payment."""
    entry = open_entry(attempt, EntryKind.PAYMENT, EntryState.WAITING)
    assert entry is not None
    return PayFields.model_validate_json(entry.fields)


def sent_back(kind: EntryKind, state: EntryState, told: str = "") -> Callable[[Attempt], Recorded]:
    """The entry is not as the paper says: corrected where it stands, or closed and entered anew."""

    def record(attempt: Attempt) -> Recorded:
        reason = attempt.given(ReturnEntryFields).reason
        row = _settled(attempt, kind, state, reason)
        return Recorded(State(attempt.sent.state), told, reason, row)

    return record


def annulled(attempt: Attempt) -> Recorded:
    """The firm is told why; it never applied."""
    settle_submissions(attempt, EntryState.CLOSED)
    return Recorded(State.WITHDRAWN, texts.annulled(reason=attempt.given(AnnulEntryFields).reason))


def _settled(attempt: Attempt, kind: EntryKind, state: EntryState, reason: str = "") -> PaperEntry:
    row = open_entry(attempt, kind, EntryState.WAITING)
    assert row is not None
    row.state, row.reason = state.value, reason
    row.checked_by, row.checked_at = staff_id(attempt), attempt.work.now
    return row


def _paper(attempt: Attempt, words: str) -> IncomingPaper:
    paper = paper_named(attempt.work, words)
    assert paper is not None
    return paper
