"""The rows of acts on 提请批次: put together, brought before the meeting, heard, minuted, or given up."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.casework.application_guards import no_day_to_come
from handlers.casework.application_records import staff_id
from handlers.casework.attempt import MONEY_DOORS, Attempt, Recorded, guard, office, system
from handlers.casework.batch_fields import (
    BatchMinutesFields,
    DropBatchFields,
    FormBatchFields,
    SittingFields,
    TableBatchFields,
)
from handlers.casework.batch_items import note_sums, take_out
from handlers.casework.register_rows import register_row
from handlers.casework.transitions import ActName, Subject, on
from handlers.results import Reason
from handlers.texts import batches as texts
from policy_kb.roles import PassageRole
from store.queries.applications import application_numbered
from store.queries.batches import TABLEABLE, items_of, sent_in, sitting_on, waiting_item
from store.states import BatchState, ItemOutcome, Role, State
from store.tables.applications import Application
from store.tables.batches import Batch, BatchItem, Sitting
from store.tables.contracts import Contract
from store.work import Work

_OFFICE = frozenset({Role.OFFICE})


@guard("applications")
def _can_be_tabled(attempt: Attempt) -> Iterator[Reason]:
    """Each can be brought before the meeting, and waits in no other batch."""
    numbers = attempt.given(FormBatchFields).applications
    if len(set(numbers)) < len(numbers):
        yield system(texts.TWICE)
    for number in dict.fromkeys(numbers):
        yield from against_application(attempt.work, number)


def against_application(work: Work, number: str) -> Iterator[Reason]:
    """What stands against putting this application into a batch."""
    sent = application_numbered(work, number)
    if sent is None:
        yield system(texts.no_such_application(number=number))
        return
    if State(sent.state) not in TABLEABLE:
        yield system(texts.not_to_be_tabled(number=number, state=sent.state))
    item = waiting_item(work, sent.id)
    if item is not None:
        yield office(texts.in_another_batch(number=number, batch=item.batch_id))


@guard()
def _prepared(attempt: Attempt) -> Iterator[Reason]:
    if attempt.about(Batch).state != BatchState.PREPARED.value:
        yield system(texts.NOT_PREPARED)


@guard()
def _waiting(attempt: Attempt) -> Iterator[Reason]:
    if not _still_there(attempt.work, attempt.about(Batch)):
        yield system(texts.NOTHING_WAITS)


@guard()
def _tabled(attempt: Attempt) -> Iterator[Reason]:
    if attempt.about(Batch).state != BatchState.TABLED.value:
        yield system(texts.NOT_TABLED)


@guard("held_on")
def _after_it_went(attempt: Attempt) -> Iterator[Reason]:
    went = attempt.about(Batch).tabled_on
    if went is not None and attempt.given(SittingFields).held_on < went:
        yield system(texts.heard_before(tabled_on=went))


@guard()
def _heard(attempt: Attempt) -> Iterator[Reason]:
    batch = attempt.about(Batch)
    if batch.sitting_id is None:
        yield system(texts.NOT_HEARD_YET)
    elif batch.item:
        yield system(texts.MINUTES_THERE)


@guard("minutes")
def _same_minutes(attempt: Attempt) -> Iterator[Reason]:
    """A sitting has one number of minutes for all that it heard."""
    sitting = _sitting_of(attempt)
    if sitting is not None and sitting.minutes not in {"", attempt.given(BatchMinutesFields).minutes}:
        yield system(texts.other_minutes(session=sitting.session, minutes=sitting.minutes))


def _formed(attempt: Attempt) -> Recorded:
    fields, work = attempt.given(FormBatchFields), attempt.work
    batch = work.add(
        Batch(
            title=fields.title,
            reporter=fields.reporter,
            document=fields.document,
            state=BatchState.PREPARED.value,
            tabled_on=None,
            sitting_id=None,
            item="",
            dropped="",
            made_by=staff_id(attempt),
            made_at=work.now,
        )
    )
    for place, number in enumerate(fields.applications, start=1):
        sent = application_numbered(work, number)
        assert sent is not None
        _put_in(work, batch, sent, place)
    return Recorded(facts={"batch": batch.id, "applications": len(fields.applications)}, made=str(batch.id))


def _put_in(work: Work, batch: Batch, sent: Application, place: int) -> None:
    contract = work.get(Contract, sent.contract_id)
    assert contract is not None
    item = BatchItem(
        batch_id=batch.id, application_id=sent.id, place=place, outcome=ItemOutcome.WAITING.value, meeting_id=None
    )
    note_sums(work, item, sent, contract)
    work.add(item)


def _went(attempt: Attempt) -> Recorded:
    """Its table stands from now on as it was brought before the meeting."""
    fields, batch = attempt.given(TableBatchFields), attempt.about(Batch)
    batch.state, batch.document, batch.tabled_on = BatchState.TABLED.value, fields.document, fields.tabled_on
    items = _still_there(attempt.work, batch)
    found = sent_in(attempt.work, [item.application_id for item in items])
    for item in items:
        sent, contract, _firm = found[item.application_id]
        note_sums(attempt.work, item, sent, contract)
    return Recorded(facts={"batch": batch.id})


def _dropped(attempt: Attempt) -> Recorded:
    """Its applications can be put into another."""
    batch = attempt.about(Batch)
    items = _still_there(attempt.work, batch)
    batch.state, batch.dropped = BatchState.DROPPED.value, attempt.given(DropBatchFields).reason
    found = sent_in(attempt.work, [item.application_id for item in items])
    for item in items:
        take_out(attempt.work, found[item.application_id][0], ItemOutcome.DROPPED)
    return Recorded(facts={"batch": batch.id})


def _sat(attempt: Attempt) -> Recorded:
    """The sitting; the results themselves are acts on the applications."""
    fields, batch, work = attempt.given(SittingFields), attempt.about(Batch), attempt.work
    sitting = sitting_on(work, fields.session, fields.held_on) or work.add(
        Sitting(
            session=fields.session,
            held_on=fields.held_on,
            minutes="",
            recorded_by=staff_id(attempt),
            recorded_at=work.now,
        )
    )
    batch.sitting_id = sitting.id
    return Recorded(facts={"batch": batch.id, "sitting": sitting.id})


def _minuted(attempt: Attempt) -> Recorded:
    fields, batch, sitting = attempt.given(BatchMinutesFields), attempt.about(Batch), _sitting_of(attempt)
    assert sitting is not None
    sitting.minutes, batch.item = fields.minutes, fields.item
    return Recorded(facts={"batch": batch.id, "sitting": sitting.id})


def _sitting_of(attempt: Attempt) -> Sitting | None:
    number = attempt.about(Batch).sitting_id
    return attempt.work.lock(Sitting, number) if number is not None else None


def _still_there(work: Work, batch: Batch) -> list[BatchItem]:
    return [item for item in items_of(work, batch.id) if item.outcome == ItemOutcome.WAITING.value]


BATCH_ROWS = (
    register_row(
        ActName.FORM_BATCH,
        Subject.BATCHES,
        _can_be_tabled,
        roles=_OFFICE,
        fields=FormBatchFields,
        record=_formed,
        own_page=True,
        not_theirs=texts.OFFICE_ONLY,
    ),
    register_row(
        ActName.TABLE_BATCH,
        Subject.BATCH,
        no_day_to_come,
        _prepared,
        _waiting,
        roles=_OFFICE,
        fields=TableBatchFields,
        record=_went,
        basis=on(PassageRole.APPROVAL),
        not_theirs=texts.OFFICE_ONLY,
    ),
    register_row(
        ActName.DROP_BATCH,
        Subject.BATCH,
        _prepared,
        roles=_OFFICE,
        fields=DropBatchFields,
        record=_dropped,
        not_theirs=texts.OFFICE_ONLY,
    ),
    register_row(
        ActName.RECORD_SITTING,
        Subject.BATCH,
        no_day_to_come,
        _tabled,
        _waiting,
        _after_it_went,
        roles=_OFFICE,
        fields=SittingFields,
        record=_sat,
        basis=on(PassageRole.APPROVAL),
        own_page=True,
        doors=MONEY_DOORS,
        not_theirs=texts.OFFICE_ONLY,
    ),
    register_row(
        ActName.BATCH_MINUTES,
        Subject.BATCH,
        _heard,
        _same_minutes,
        roles=_OFFICE,
        fields=BatchMinutesFields,
        record=_minuted,
        doors=MONEY_DOORS,
        not_theirs=texts.OFFICE_ONLY,
    ),
)
