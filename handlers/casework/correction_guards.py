"""The conditions of corrections: whose they are, what the paper can say, and who may check one."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.casework.attempt import Attempt, guard, office, system
from handlers.casework.correctable import (
    correctable_called,
    corrected_by,
    has_correctable,
    key_of,
    subject_of,
)
from handlers.casework.correction_facts import Correctable
from handlers.casework.correction_fields import (
    CheckCorrectionFields,
    CorrectFields,
    RefuseCorrectionFields,
)
from handlers.casework.correction_values import Unread
from handlers.casework.registers import row_number
from handlers.dates import local_day
from handlers.identity.actors import StaffMember
from handlers.results import Reason
from handlers.texts import corrections as texts
from store.queries.corrections import corrections_on
from store.states import CorrectionState
from store.tables.corrections import Correction

_BETWEEN = ","


def chosen(attempt: Attempt) -> Correctable | None:
    """What is to be corrected; None where there is no such thing here."""
    return correctable_called(attempt.work, subject_of(attempt), attempt.given(CorrectFields).fact)


def new_value(attempt: Attempt, found: Correctable) -> str | Unread:
    """The new value as it is kept."""
    return found.fact.kind.read(attempt.given(CorrectFields).value, local_day(attempt.work.now))


def waiting(attempt: Attempt) -> list[Correction]:
    """The corrections on the act's subject that wait for their check."""
    return corrections_on(attempt.work, subject_of(attempt), CorrectionState.WAITING)


def picked(attempt: Attempt) -> Correction | None:
    """The waiting correction that is checked."""
    fields = attempt.fields
    assert isinstance(fields, CheckCorrectionFields | RefuseCorrectionFields)
    number = row_number(fields.correction)
    return next((one for one in waiting(attempt) if one.id == number), None)


def barred(members: set[int]) -> str:
    """Ids of members as a correction keeps them: each between commas, so that a query finds one."""
    return f"{_BETWEEN}{_BETWEEN.join(map(str, sorted(members)))}{_BETWEEN}"


def is_barred(row: Correction, member: StaffMember) -> bool:
    """Whether the member must not check it."""
    return f"{_BETWEEN}{member.id}{_BETWEEN}" in row.barred


@guard()
def something_to_correct(attempt: Attempt) -> Iterator[Reason]:
    """There is something here that the member's unit records."""
    actor = attempt.actor
    if isinstance(actor, StaffMember) and not has_correctable(attempt.work, subject_of(attempt), actor):
        yield office(texts.NOTHING_TO_CORRECT)


@guard("fact")
def known_fact(attempt: Attempt) -> Iterator[Reason]:
    """There is such a record, and whoever corrects it is of a unit that records such."""
    found, actor = chosen(attempt), attempt.actor
    if found is None:
        yield system(texts.NO_SUCH_FACT)
    elif isinstance(actor, StaffMember) and not actor.has(*found.of.roles):
        yield office(texts.NOT_YOUR_FACT)
    elif isinstance(actor, StaffMember) and actor.id in found.of.duty(attempt.work, found.row):
        yield office(found.of.its_duty)


@guard("fact")
def none_waits(attempt: Attempt) -> Iterator[Reason]:
    """One correction of a value waits at a time."""
    key = attempt.given(CorrectFields).fact
    if any(key_of(one) == key for one in waiting(attempt)):
        yield office(texts.WAITS_ALREADY)


@guard("fact", "value")
def sound_value(attempt: Attempt) -> Iterator[Reason]:
    """The new value is one of its kind, another than is recorded, and such as a paper can say."""
    found = chosen(attempt)
    if found is None:
        return
    after = new_value(attempt, found)
    if isinstance(after, Unread):
        yield system(after.why)
    elif after == found.before:
        yield system(texts.SAME)
    else:
        yield from _against(attempt, found, after)


def _against(attempt: Attempt, found: Correctable, after: str) -> Iterator[Reason]:
    for against in found.fact.against:
        yield from against(attempt, found.row, after)


@guard(hides=True)
def waits_for_somebody_else(attempt: Attempt) -> Iterator[Reason]:
    """There is a correction to check, and one of which somebody else recorded original and correction."""
    actor, found = attempt.actor, waiting(attempt)
    if not found:
        yield system(texts.NOTHING_WAITS)
    elif isinstance(actor, StaffMember) and all(is_barred(one, actor) for one in found):
        yield office(texts.RECORDED_BY_YOU)


@guard("correction")
def theirs_to_check(attempt: Attempt) -> Iterator[Reason]:
    """It waits, and somebody else recorded it."""
    row, actor = picked(attempt), attempt.actor
    if row is None:
        yield system(texts.NO_SUCH_CORRECTION)
    elif isinstance(actor, StaffMember) and is_barred(row, actor):
        yield office(texts.RECORDED_BY_YOU)


@guard("correction")
def still_so(attempt: Attempt) -> Iterator[Reason]:
    """What is put in force is asked again, for the register may have gone on since."""
    row = picked(attempt)
    found = corrected_by(attempt.work, subject_of(attempt), row) if row else None
    if row is None:
        return
    if found is None or found.before != row.before:
        yield system(texts.CHANGED_SINCE)
        return
    yield from _against(attempt, found, row.after)
    actor = attempt.actor
    if isinstance(actor, StaffMember) and actor.id in found.of.duty(attempt.work, found.row):
        yield office(found.of.its_duty)
