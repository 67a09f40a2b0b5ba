"""The rows that acts on applications add or change; guards have been asked before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from handlers.casework.announcing import tells_at_once
from handlers.casework.application_guards import minutes_due
from handlers.casework.attempt import Attempt, Recorded
from handlers.casework.batch_items import take_out
from handlers.casework.caps import never_paid, paid_reasons
from handlers.casework.conditions import condition_of
from handlers.casework.correction_effects import figures_of, follow
from handlers.casework.eligibility import contract_reasons, kind_reasons
from handlers.casework.fields import (
    FulfilFields,
    InPrincipleFields,
    LapseFields,
    MeetingFields,
    MinutesFields,
    NoteFields,
    NotHeardFields,
    PartlyFields,
    PayFields,
    ReturnFields,
    ReverseFields,
    SentBackFields,
)
from handlers.casework.journal import post
from handlers.casework.missing import missing_items
from handlers.casework.papers import papers_of
from handlers.dates import local_day
from handlers.identity.actors import StaffMember
from handlers.materials.handing_in import materials_of_application
from handlers.results import Reason
from handlers.texts import case_notices as texts
from handlers.texts import casework as words
from policy_kb.roles import PassageRole
from store.posting import Paper, of_approval, of_meeting, of_payment
from store.queries.allotments import quota_documented
from store.queries.batches import sitting_of_result
from store.queries.journal import approved_in_force
from store.queries.overpaid import paid_on
from store.queries.payments import payments_of
from store.states import ItemOutcome, Kind, MeetingResult, Role, State
from store.tables.applications import Meeting, Payment
from store.tables.ledger import Quota


def staff_id(attempt: Attempt) -> int:
    """Who records: only staff reach an act with a record of its own."""
    assert isinstance(attempt.actor, StaffMember)
    return attempt.actor.id


class Noted(Struct, frozen=True):
    """Writes no row of its own: the history keeps the act, with the words of the named fields.

    Those of `told` are for the contractor, those of `note` stay in the house.
    """

    told: tuple[str, ...] = ()
    note: tuple[str, ...] = ()

    def __call__(self, attempt: Attempt) -> Recorded:
        """The act as it stands in the history."""
        to = State(attempt.row.to[0]) if attempt.row.to else State(attempt.sent.state)
        return Recorded(to, self._words(attempt, self.told), self._words(attempt, self.note))

    def _words(self, attempt: Attempt, names: tuple[str, ...]) -> str:
        """Several fields stand with their names, where they are filled in."""
        said = {name: str(getattr(attempt.fields, name)) for name in names}
        lines = (said[name] if len(names) == 1 else _titled(attempt, name, said[name]) for name in names)
        return "\n".join(filter(None, lines))


def _titled(attempt: Attempt, name: str, words: str) -> str:
    field = type(attempt.fields).model_fields[name]  # type: ignore[union-attr] # named fields are there: the table says so
    return texts.titled(title=field.title or name, words=words) if words else ""


def declined(attempt: Attempt) -> Recorded:
    """The contractor is told where to ask."""
    return Recorded(State.DECLINED, texts.DECLINED, attempt.given(NoteFields).note)


def returned(attempt: Attempt) -> Recorded:
    """一次性告知: what the clerk wrote, and whatever else the office's checklist still misses."""
    fields, sent = attempt.given(ReturnFields), attempt.sent
    written = tuple(line.strip() for line in fields.missing.splitlines() if line.strip())
    files, papers = materials_of_application(attempt.work, sent.id), papers_of(attempt.work, sent.id)
    lacking = missing_items(attempt.work, Kind(sent.kind), files, papers)
    more = tuple(item.label for item in lacking if item.label not in fields.missing)
    return Recorded(State.RETURNED, texts.missing(items=(*written, *more)), fields.note)


def met(result: MeetingResult) -> Callable[[Attempt], Recorded]:
    """A result of the executive meeting."""
    return lambda attempt: _met(attempt, result)


def _met(attempt: Attempt, result: MeetingResult) -> Recorded:
    fields = attempt.given(MeetingFields)
    to, approved = State(attempt.row.to[0]), None
    if to is State.APPROVED:
        approved = fields.approved if isinstance(fields, PartlyFields | InPrincipleFields) else attempt.sent.amount
    condition = fields.condition if isinstance(fields, InPrincipleFields) else ""
    at_once = tells_at_once(attempt.work)
    row = attempt.work.add(
        Meeting(
            application_id=attempt.sent.id,
            session=fields.session,
            held_on=fields.held_on,
            result=result.value,
            approved=approved,
            condition=condition,
            minutes=None,
            item=None,
            withheld=None if at_once else True,
            recorded_by=staff_id(attempt),
            recorded_at=attempt.work.now,
        )
    )
    if approved is not None:
        post(attempt.work, of_meeting(row, attempt.sent, attempt.contract))
    take_out(attempt.work, attempt.sent, ItemOutcome.HEARD, row.id)
    warnings = unpayable(attempt, approved or 0)
    attempt.sent.approved = approved  # last: a query would write it apart, as a version of its own
    result_words = words.RESULTS[result.value]
    told = texts.meeting(held_on=fields.held_on, result=result_words, approved=approved, condition=condition)
    told = texts.told_at_once(words=told) if at_once else ""
    return Recorded(to, told, fields.note, row, warnings)


def unpayable(attempt: Attempt, fen: int) -> tuple[Reason, ...]:
    """The meeting's decision is a fact and recorded; what keeps the sum from being paid is said at once."""
    if fen <= 0:
        return ()
    kind = Kind(attempt.sent.kind)
    held = (*contract_reasons(attempt.contract), *kind_reasons(attempt.work, attempt.contract, kind))
    return (*held, *paid_reasons(attempt.work, attempt.contract, kind, fen))


def minuted(attempt: Attempt) -> Recorded:
    """The numbers stand with the result, and the contractor is told it, where nobody has yet."""
    fields = attempt.given(MinutesFields)
    meeting = _result_of(attempt, fields.minutes)
    was_withheld, meeting.minutes, meeting.item = bool(meeting.withheld), fields.minutes, fields.item
    told = ""
    if was_withheld:
        meeting.withheld = False
        told = texts.minuted(
            held_on=meeting.held_on,
            result=words.RESULTS[meeting.result],
            approved=meeting.approved,
            condition=meeting.condition,
        )
    payers = (Role.PAYER,) if meeting.approved is not None else ()
    return Recorded(State(attempt.sent.state), told, record=meeting, tells=payers)


def _result_of(attempt: Attempt, minutes: str) -> Meeting:
    """The result of the sitting whose minutes have this number, else the newest that has none."""
    due = minutes_due(attempt)
    sittings = ((one, sitting_of_result(attempt.work, one.id)) for one in due)
    return next((one for one, sitting in sittings if sitting is not None and sitting.minutes == minutes), due[-1])


def sent_back(attempt: Attempt) -> Recorded:
    """The contractor learns where it stands, and why stays in the house."""
    fields = attempt.given(SentBackFields)
    take_out(attempt.work, attempt.sent, ItemOutcome.SENT_BACK)
    note = words.sent_back(on=fields.sent_back_on, document=fields.document, reason=fields.reason)
    return Recorded(State(attempt.row.to[0]), note=note)


def not_heard(attempt: Attempt) -> Recorded:
    """It stays tabled, and can go with another batch."""
    fields = attempt.given(NotHeardFields)
    take_out(attempt.work, attempt.sent, ItemOutcome.NOT_HEARD)
    note = words.not_heard(on=fields.held_on, document=fields.document, reason=fields.reason)
    return Recorded(State(attempt.sent.state), note=note)


def paid(attempt: Attempt) -> Recorded:
    """An entry of the payment; the last one that is approved ends it."""
    fields, sent = attempt.given(PayFields), attempt.sent
    quota = quota_documented(attempt.work, fields.quota)
    row = attempt.work.add(
        Payment(
            application_id=sent.id,
            amount=fields.amount,
            source=fields.source.value,
            quota=fields.quota,
            quota_id=quota.id if quota else None,
            voucher=fields.voucher,
            payee_name=fields.payee_name,
            paid_on=fields.paid_on,
            reverses=None,
            reason="",
            recorded_by=staff_id(attempt),
            recorded_at=attempt.work.now,
        )
    )
    post(attempt.work, of_payment(row, sent, attempt.contract, quota))
    together, approved = paid_on(attempt.work, sent.id), sent.approved or 0
    told = texts.paid(fen=fields.amount, paid_on=fields.paid_on, together=together, approved=approved)
    if together == approved:
        return Recorded(State.PAID, told, record=row, article=PassageRole.BOOKKEEPING)
    told = "\n".join(filter(None, (told, _no_more(attempt))))
    return Recorded(State.PAYING, told, record=row, article=PassageRole.BOOKKEEPING)


def _no_more(attempt: Attempt) -> str:
    """What the contractor is told of a rest that is not paid any more."""
    sent = attempt.sent
    approved, paid = sent.approved or 0, paid_on(attempt.work, sent.id)
    why = never_paid(attempt.work, attempt.contract, sent)
    return texts.no_more(approved=approved, paid=paid, why=why) if why and paid < approved else ""


def fulfilled(attempt: Attempt) -> Recorded:
    """The evidence stays in the house; an approval that had lapsed with its condition is back."""
    put_in_force(attempt, attempt.sent.approved or 0, attempt.given(FulfilFields).checked_on)
    return Recorded(State(attempt.sent.state), note=attempt.given(FulfilFields).evidence)


def lapsed(attempt: Attempt) -> Recorded:
    """The contractor is told why; the document stays in the house."""
    fields, condition = attempt.given(LapseFields), condition_of(attempt.work, attempt.sent)
    put_in_force(attempt, 0, fields.decided_on, fields.document)
    told = texts.lapsed(condition=condition, on=fields.decided_on, reason=fields.reason)
    return Recorded(State(attempt.sent.state), told, fields.document)


def archived(attempt: Attempt) -> Recorded:
    """The contractor is told what stays unpaid, and why."""
    put_in_force(attempt, paid_on(attempt.work, attempt.sent.id), local_day(attempt.work.now))
    rest = _no_more(attempt)
    told = f"{rest}\n{texts.ASK_THE_OFFICE}" if rest else ""
    return Recorded(State.ARCHIVED, told, attempt.given(NoteFields).note)


def put_in_force(attempt: Attempt, fen: int, on: date, document: str = "") -> None:
    """Post what an approval gains or loses by which so much of it is in force."""
    sent, work = attempt.sent, attempt.work
    if difference := fen - approved_in_force(work, sent):
        post(work, of_approval(difference, sent, attempt.contract, Paper(at=work.now, on=on, number=document)))


def reversed_(attempt: Attempt) -> Recorded:
    """The reversing entry of a payment. Where too much was paid, the rest may be all that is agreed to."""
    fields, sent = attempt.given(ReverseFields), attempt.sent
    payment = next(one for one in payments_of(attempt.work, sent.id) if one.voucher == fields.payment)
    row = attempt.work.add(
        Payment(
            application_id=sent.id,
            amount=-payment.amount,
            source=payment.source,
            quota=payment.quota,
            quota_id=payment.quota_id,
            voucher=fields.voucher,
            payee_name=payment.payee_name,
            paid_on=fields.reversed_on,
            reverses=payment.id,
            reason=fields.reason,
            recorded_by=staff_id(attempt),
            recorded_at=attempt.work.now,
        )
    )
    quota = attempt.work.get(Quota, payment.quota_id) if payment.quota_id is not None else None
    post(attempt.work, of_payment(row, sent, attempt.contract, quota))
    together = paid_on(attempt.work, sent.id)
    told = texts.reversed_payment(fen=payment.amount, on=fields.reversed_on, together=together)
    return Recorded(follow(attempt, figures_of(attempt)), told, fields.reason, row)
