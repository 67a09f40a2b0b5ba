"""The rows of 意向登记: a person leaves one and takes it back; the office sees to it."""

from collections.abc import Iterator
from datetime import date

from handlers.casework.amendment_fields import NothingFields
from handlers.casework.application_guards import no_day_to_come
from handlers.casework.application_records import staff_id
from handlers.casework.attempt import Attempt, Recorded, guard, system
from handlers.casework.fields import OptionalWords, asked
from handlers.casework.register_rows import register_row
from handlers.casework.transitions import ActName, Subject
from handlers.dates import local_day
from handlers.results import Reason
from handlers.texts import intentions as texts
from policy_kb.models import Model
from store.queries.intentions import intentions_of, remove_intention
from store.states import CallOutcome, NoticeSubject, Role
from store.tables.applications import Intention
from store.tables.intentions import IntentionCall

MOST = 5
"""Entries of one person that the office has not seen to."""


class IntentionFields(Model):
    """What is registered. `area` is a passage of the measure, None where nothing was chosen."""

    called: str = asked((texts.CALLED, texts.CALLED_ASK))
    phone: str | None = asked((texts.PHONE, texts.PHONE_ASK))
    area: str | None = asked((texts.AREA, texts.AREA_WHICH))
    wish: str = asked((texts.WISH, texts.WISH_ASK))


@guard()
def _not_too_many(attempt: Attempt) -> Iterator[Reason]:
    own = intentions_of(attempt.work, attempt.person.channel.value, attempt.person.address)
    if sum(one.handled_at is None for one in own) >= MOST:
        yield system(texts.TOO_MANY)


def _registered(attempt: Attempt) -> Recorded:
    """The office is told that there is an entry; nothing tells of whom, or what it says."""
    row = attempt.work.add(
        Intention(
            channel=attempt.person.channel.value,
            address=attempt.person.address,
            data=attempt.given(IntentionFields).model_dump_json(),
            registered_at=attempt.work.now,
            handled_at=None,
            handled_by=None,
        )
    )
    return Recorded(
        facts={"intention": row.id},
        staff_notice=texts.staff_notice(number=row.id),
        leads_to=(NoticeSubject.INTENTION, str(row.id)),
    )


@guard()
def _their_own(attempt: Attempt) -> Iterator[Reason]:
    """Of others' entries nobody learns anything."""
    row, person = attempt.about(Intention), attempt.person
    if (row.channel, row.address) != (person.channel.value, person.address):
        yield system(texts.NOTHING)


def _withdrawn(attempt: Attempt) -> Recorded:
    row = attempt.about(Intention)
    facts = {"intention": row.id}
    remove_intention(attempt.work, row)
    return Recorded(facts=facts)


class CallFields(Model):
    """A call; who made it is who records it. `said` never leaves the house."""

    called_on: date = asked(texts.CALLED_ON)
    outcome: CallOutcome = asked(texts.CALL_OUTCOME)
    said: OptionalWords = asked(texts.CALL_SAID, default="")


@guard(hides=True)
def _left_a_number(attempt: Attempt) -> Iterator[Reason]:
    if IntentionFields.model_validate_json(attempt.about(Intention).data).phone is None:
        yield system(texts.NO_NUMBER)


@guard("called_on")
def _since_then(attempt: Attempt) -> Iterator[Reason]:
    if attempt.given(CallFields).called_on < local_day(attempt.about(Intention).registered_at):
        yield system(texts.CALLED_BEFORE)


def _telephoned(attempt: Attempt) -> Recorded:
    """The person reads beside the entry that they were called, and whether they were reached."""
    row, call = attempt.about(Intention), attempt.given(CallFields)
    attempt.work.add(
        IntentionCall(
            intention_id=row.id,
            channel=row.channel,
            address=row.address,
            called_on=call.called_on,
            outcome=call.outcome.value,
            said=call.said,
            called_by=staff_id(attempt),
            recorded_at=attempt.work.now,
        )
    )
    return Recorded(facts={"intention": row.id}, digests_words=False)


@guard()
def _not_seen_to(attempt: Attempt) -> Iterator[Reason]:
    if attempt.about(Intention).handled_at is not None:
        yield system(texts.SEEN_ALREADY)


def _seen_to(attempt: Attempt) -> Recorded:
    """The person reads it beside the entry."""
    row = attempt.about(Intention)
    row.handled_at, row.handled_by = attempt.work.now, staff_id(attempt)
    return Recorded(facts={"intention": row.id})


INTENTION_ROWS = (
    register_row(
        ActName.REGISTER_INTENTION,
        Subject.INTENTIONS,
        _not_too_many,
        anybody=True,
        fields=IntentionFields,
        record=_registered,
        tells=(Role.OFFICE,),
        not_theirs=texts.OWN_NAME,
    ),
    register_row(
        ActName.WITHDRAW_INTENTION,
        Subject.INTENTION,
        _their_own,
        anybody=True,
        fields=NothingFields,
        record=_withdrawn,
        not_theirs=texts.OWN_NAME,
    ),
    register_row(
        ActName.TELEPHONE_INTENTION,
        Subject.INTENTION,
        _left_a_number,
        no_day_to_come,
        _since_then,
        roles=frozenset({Role.OFFICE}),
        fields=CallFields,
        record=_telephoned,
        not_theirs=texts.OFFICE_ONLY,
    ),
    register_row(
        ActName.SEE_TO_INTENTION,
        Subject.INTENTION,
        _not_seen_to,
        roles=frozenset({Role.OFFICE}),
        fields=NothingFields,
        record=_seen_to,
        not_theirs=texts.OFFICE_ONLY,
    ),
)
