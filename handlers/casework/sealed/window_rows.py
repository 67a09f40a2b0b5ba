"""The rows of the window for reports: the keys of its recipients, the consent, opening and closing."""

import json
from collections.abc import Callable, Iterator
from datetime import date

from handlers.casework.amendment_fields import NothingFields
from handlers.casework.application_guards import no_day_to_come
from handlers.casework.application_records import staff_id
from handlers.casework.attempt import Attempt, Guard, Recorded, Transition, guard, system
from handlers.casework.fields import Line, Number, asked
from handlers.casework.register_rows import PROVED_DOORS, register_row
from handlers.casework.sealed.officer_notices import tell_officers
from handlers.casework.sealed.window import CONSENT, WINDOW, are_enough, consent, recipients, was_opened
from handlers.casework.transitions import ActName, Subject
from handlers.identity.roles import roles_of
from handlers.results import Reason
from handlers.texts import sealed_complaints as texts
from handlers.values.age_keys import read_public_key
from policy_kb.models import Model
from store.queries.arrangements import arrange
from store.queries.complaint_recipients import key_called
from store.states import RecipientUnit, Role
from store.tables.people import Staff
from store.tables.sealed_complaints import ComplaintRecipient


class KeyFields(Model):
    """A public key of the member."""

    key: Number = asked(texts.KEY_FIELD)


class RecipientFields(KeyFields):
    """A public key of the member, and where they work."""

    unit: RecipientUnit = asked(texts.UNIT_FIELD)


class ConsentFields(Model):
    """纪检监察机关的同意函."""

    document: Line = asked(texts.CONSENT_FIELD)
    dated: date = asked(texts.CONSENT_DAY_FIELD)


@guard()
def _officer(attempt: Attempt) -> Iterator[Reason]:
    if Role.REPORT_OFFICER not in roles_of(attempt.about(Staff)):
        yield system(texts.NO_OFFICER)


@guard("key")
def _new_key(attempt: Attempt) -> Iterator[Reason]:
    key = read_public_key(attempt.given(KeyFields).key)
    if key is None:
        yield system(texts.BAD_KEY)
    elif key_called(attempt.work, key) is not None:
        yield system(texts.KEY_TAKEN)


@guard("key")
def _own_key(attempt: Attempt) -> Iterator[Reason]:
    if _key_in_use(attempt) is None:
        yield system(texts.NO_SUCH_KEY)


@guard()
def _consented(attempt: Attempt) -> Iterator[Reason]:
    if consent(attempt.work) is None:
        yield system(texts.NO_CONSENT)


@guard()
def _enough_recipients(attempt: Attempt) -> Iterator[Reason]:
    if not are_enough(recipients(attempt.work)):
        yield system(texts.TOO_FEW)


@guard()
def _was_opened(attempt: Attempt) -> Iterator[Reason]:
    if not was_opened(attempt.work):
        yield system(texts.CLOSED_ALREADY)


def _key_in_use(attempt: Attempt) -> ComplaintRecipient | None:
    row = key_called(attempt.work, read_public_key(attempt.given(KeyFields).key) or "")
    is_theirs = row is not None and row.retired_at is None and row.staff_id == attempt.about(Staff).id
    return row if is_theirs else None


def _added(attempt: Attempt) -> Recorded:
    """Every officer is told of the key itself: one of somebody else's would be noticed."""
    work, member, given = attempt.work, attempt.about(Staff), attempt.given(RecipientFields)
    key = read_public_key(given.key)
    assert key is not None
    unit = given.unit.value
    row = ComplaintRecipient(staff_id=member.id, unit=unit, public_key=key, added_at=work.now, retired_at=None)
    work.add(row)
    tell_officers(work, texts.key_added(name=member.name, unit=unit, key=key))
    return Recorded(facts={"staff": member.id, "key": key, "unit": unit})


def _retired(attempt: Attempt) -> Recorded:
    """What was sealed to it stays so, until somebody who can open it seals it anew."""
    row, member = _key_in_use(attempt), attempt.about(Staff)
    assert row is not None
    row.retired_at = attempt.work.now
    tell_officers(attempt.work, texts.key_retired(name=member.name))
    return Recorded(facts={"staff": member.id, "key": row.public_key})


def _consent_recorded(attempt: Attempt) -> Recorded:
    given = attempt.given(ConsentFields)
    said = {"document": given.document, "dated": given.dated.isoformat()}
    arrange(attempt.work, CONSENT, json.dumps(said), staff_id(attempt))
    tell_officers(attempt.work, texts.consent_recorded(document=given.document, on=given.dated))
    return Recorded(facts={"document": given.document, "dated": given.dated.isoformat()})


def _turned(*, opens: bool, told: str) -> Callable[[Attempt], Recorded]:
    def record(attempt: Attempt) -> Recorded:
        arrange(attempt.work, WINDOW, json.dumps(obj=opens), staff_id(attempt))
        tell_officers(attempt.work, told)
        return Recorded()

    return record


def _row(
    act: ActName,
    on: Subject,
    *guards: Guard,
    fields: type[Model] = NothingFields,
    record: Callable[[Attempt], Recorded],
    operator: bool = False,
) -> Transition:
    return register_row(
        act,
        on,
        *guards,
        roles=frozenset({Role.ADMINISTRATOR}),
        operator=operator,
        fields=fields,
        record=record,
        doors=PROVED_DOORS,
        not_theirs=texts.ADMINISTRATOR_ONLY,
    )


REPORT_WINDOW_ROWS = (
    _row(
        ActName.ADD_RECIPIENT,
        Subject.MEMBER,
        _officer,
        _new_key,
        fields=RecipientFields,
        record=_added,
        operator=True,
    ),
    _row(
        ActName.RETIRE_RECIPIENT,
        Subject.MEMBER,
        _own_key,
        fields=KeyFields,
        record=_retired,
        operator=True,
    ),
    _row(
        ActName.RECORD_CONSENT,
        Subject.SETTINGS,
        no_day_to_come,
        fields=ConsentFields,
        record=_consent_recorded,
    ),
    _row(
        ActName.OPEN_WINDOW,
        Subject.SETTINGS,
        _consented,
        _enough_recipients,
        record=_turned(opens=True, told=texts.WINDOW_OPENED),
    ),
    _row(
        ActName.CLOSE_WINDOW,
        Subject.SETTINGS,
        _was_opened,
        record=_turned(opens=False, told=texts.WINDOW_CLOSED),
    ),
)
"""The operator of the machine may enter keys, as when nobody signs in yet; opening is an administrator's."""
