"""The row by which the bureau records what a contract says of paying: 中小企业, 交付/验收, 约定付款日."""

from collections.abc import Iterator
from datetime import date

from handlers.casework import act_words
from handlers.casework.attempt import Attempt, Recorded, Transition, guard, system
from handlers.casework.fields import Line, asked
from handlers.casework.transitions import OFFICE_STEP, ActName, Subject
from handlers.dates import local_day
from handlers.results import Reason
from handlers.texts import casework, refusals
from handlers.texts import casework_fields as texts
from handlers.texts.contracts import NOT_ALLOWED
from policy_kb.models import Model
from store.states import ContractState, EnterpriseSize, Role


class TermsFields(Model):
    """What is left empty stays as it is recorded."""

    enterprise_size: EnterpriseSize = asked(texts.ENTERPRISE_SIZE)
    document: Line = asked(texts.TERMS_DOCUMENT)
    delivered_on: date | None = asked(texts.DELIVERED_ON, default=None)
    agreed_pay_on: date | None = asked(texts.AGREED_PAY_ON, default=None)


@guard("delivered_on")
def _delivered_by_now(attempt: Attempt) -> Iterator[Reason]:
    """What is recorded as delivered was."""
    day, contract = attempt.given(TermsFields).delivered_on, attempt.contract
    if day is not None and day > local_day(attempt.work.now):
        yield system(refusals.day_to_come(field=texts.DELIVERED_ON[0]))
    if day is not None and day < contract.signed_on:
        yield system(refusals.day_before_signing(field=texts.DELIVERED_ON[0], signed_on=contract.signed_on))


@guard("agreed_pay_on")
def _agreed_after_signing(attempt: Attempt) -> Iterator[Reason]:
    day, contract = attempt.given(TermsFields).agreed_pay_on, attempt.contract
    if day is not None and day < contract.signed_on:
        yield system(refusals.day_before_signing(field=texts.AGREED_PAY_ON[0], signed_on=contract.signed_on))


def _recorded(attempt: Attempt) -> Recorded:
    given, contract = attempt.given(TermsFields), attempt.contract
    contract.enterprise_size = given.enterprise_size.value
    contract.delivered_on = given.delivered_on or contract.delivered_on
    contract.agreed_pay_on = given.agreed_pay_on or contract.agreed_pay_on
    return Recorded(ContractState(contract.state))


_STAFF_WORDS, _APPLICANT_WORDS = casework.ACTS[ActName.SET_TERMS.value]

TERMS_ROW = Transition(
    act=ActName.SET_TERMS,
    on=Subject.CONTRACT,
    from_states=frozenset(ContractState),
    to=(),
    roles=frozenset({Role.BUREAU}),
    basis=OFFICE_STEP,
    guards=(_delivered_by_now, _agreed_after_signing),
    fields=TermsFields,
    record=_recorded,
    staff_words=_STAFF_WORDS,
    applicant_words=_APPLICANT_WORDS,
    typed=act_words.ACT_WORDS[ActName.SET_TERMS.value],
    tells_firm=False,
    tells=(),
    waits=False,
    in_talk=False,
    not_theirs=NOT_ALLOWED,
)
