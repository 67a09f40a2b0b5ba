"""The rows of what reaches a firm beside messages: told by telephone; a number left; a picture to follow by."""

from collections.abc import Iterator
from datetime import date, timedelta

from handlers.casework.amendment_fields import NothingFields
from handlers.casework.application_guards import no_day_to_come
from handlers.casework.application_records import staff_id
from handlers.casework.attempt import Attempt, Recorded, guard, system
from handlers.casework.binding_rows import own_binding
from handlers.casework.fields import PersonName, Phone, asked
from handlers.casework.register_rows import register_row
from handlers.casework.transitions import ActName, Subject
from handlers.dates import local_day
from handlers.identity.codes import MADE_BY, issue
from handlers.results import Reason
from handlers.texts import telling as texts
from policy_kb.models import Model
from store.queries.contact_phones import forget_phone, keep_phone, phone_of
from store.queries.contracts import contracts_of
from store.queries.firm_notices import note_phoned
from store.states import Purpose, Role
from store.tables.notices import FirmNotice, PhoneTelling
from store.tables.people import Binding

FOLLOW_LIVES = timedelta(minutes=30)
"""How long a picture to follow by is good: it stands on a page that its person has open."""


class TellByPhoneFields(Model):
    """A call; who made it is who records it."""

    told_on: date = asked(texts.TOLD_ON)
    spoke_with: PersonName = asked(texts.SPOKE_WITH)
    phone: Phone = asked(texts.PHONE)


@guard(hides=True)
def _not_told_yet(attempt: Attempt) -> Iterator[Reason]:
    if attempt.about(FirmNotice).phoned_at is not None:
        yield system(texts.TOLD_ALREADY)


@guard("told_on")
def _since_the_notice(attempt: Attempt) -> Iterator[Reason]:
    if attempt.given(TellByPhoneFields).told_on < local_day(attempt.about(FirmNotice).made_at):
        yield system(texts.TOLD_BEFORE)


def _told(attempt: Attempt) -> Recorded:
    """It closes what was told to everybody of the firm at once; what becomes of the messages stays beside it."""
    notice, call = attempt.about(FirmNotice), attempt.given(TellByPhoneFields)
    attempt.work.add(
        PhoneTelling(
            notice_id=notice.id,
            firm_id=notice.firm_id,
            told_on=call.told_on,
            spoke_with=call.spoke_with,
            phone=call.phone,
            told_by=staff_id(attempt),
            recorded_at=attempt.work.now,
        )
    )
    note_phoned(attempt.work, notice)
    return Recorded(facts={"notice": notice.id})


class LeavePhoneFields(Model):
    """A telephone, left by its person."""

    phone: Phone = asked(texts.LEFT_PHONE)


def _left(attempt: Attempt) -> Recorded:
    binding = attempt.about(Binding)
    keep_phone(attempt.work, binding, attempt.given(LeavePhoneFields).phone)
    return Recorded(facts={"binding": binding.id}, digests_words=False)


@guard()
def _has_left_one(attempt: Attempt) -> Iterator[Reason]:
    if phone_of(attempt.work, attempt.about(Binding)) is None:
        yield system(texts.NONE_LEFT)


def _taken_back(attempt: Attempt) -> Recorded:
    binding = attempt.about(Binding)
    forget_phone(attempt.work, binding)
    return Recorded(facts={"binding": binding.id})


@guard()
def _has_a_contract(attempt: Attempt) -> Iterator[Reason]:
    if not contracts_of(attempt.work, attempt.about(Binding).firm_id):
        yield system(texts.NO_CONTRACT)


def _code_made(attempt: Attempt) -> Recorded:
    """Whoever scans it is asked whether the firm is theirs, and the firm's people are told who is new."""
    binding, work = attempt.about(Binding), attempt.work
    contract = contracts_of(work, binding.firm_id)[-1]
    detail: dict[str, str | int] = {"contract": contract.number, MADE_BY: binding.id}
    code = issue(work, Purpose.BIND, binding.firm_id, FOLLOW_LIVES, by=None, detail=detail)
    return Recorded(facts={"binding": binding.id, "contract": contract.id}, shown=code)


TELLING_ROWS = (
    register_row(
        ActName.TELL_BY_PHONE,
        Subject.NOTICE,
        _not_told_yet,
        no_day_to_come,
        _since_the_notice,
        roles=frozenset({Role.OFFICE, Role.BUREAU}),
        fields=TellByPhoneFields,
        record=_told,
        not_theirs=texts.UNITS_ONLY,
    ),
    register_row(
        ActName.LEAVE_PHONE,
        Subject.BINDING,
        own_binding,
        contractor=True,
        fields=LeavePhoneFields,
        record=_left,
        not_theirs=texts.OWN_ONLY,
    ),
    register_row(
        ActName.TAKE_BACK_PHONE,
        Subject.BINDING,
        own_binding,
        _has_left_one,
        contractor=True,
        fields=NothingFields,
        record=_taken_back,
        not_theirs=texts.OWN_ONLY,
    ),
    register_row(
        ActName.FOLLOW_CODE,
        Subject.BINDING,
        own_binding,
        _has_a_contract,
        contractor=True,
        fields=NothingFields,
        record=_code_made,
        not_theirs=texts.OWN_ONLY,
    ),
)
