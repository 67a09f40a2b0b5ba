"""The rows of 意向登记: a person leaves one and takes it back; the office sees to it."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.casework.amendment_fields import NothingFields
from handlers.casework.application_records import staff_id
from handlers.casework.attempt import Attempt, Recorded, guard, system
from handlers.casework.fields import asked
from handlers.casework.register_rows import register_row
from handlers.casework.transitions import ActName, Subject
from handlers.results import Reason
from handlers.texts import intentions as texts
from policy_kb.models import Model
from store.queries.intentions import intentions_of
from store.states import NoticeSubject, Role
from store.tables.applications import Intention

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
    attempt.work.remove(row)
    return Recorded(facts=facts)


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
        ActName.SEE_TO_INTENTION,
        Subject.INTENTION,
        _not_seen_to,
        roles=frozenset({Role.OFFICE}),
        fields=NothingFields,
        record=_seen_to,
        not_theirs=texts.OFFICE_ONLY,
    ),
)
