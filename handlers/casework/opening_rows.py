"""The rows by which a contract under way is taken up: what was paid before, and the items that it is for."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Annotated

from pydantic import StringConstraints

from handlers.casework import act_words
from handlers.casework import application_guards as on_application
from handlers.casework.attempt import MONEY_DOORS, Attempt, Guard, Recorded, Transition, guard, system
from handlers.casework.caps import paid_reasons
from handlers.casework.fields import Line, Money, Voucher, asked
from handlers.casework.journal import post
from handlers.casework.transitions import OFFICE_STEP, ActName, Subject
from handlers.casework.year_guards import open_year
from handlers.identity.actors import Door, StaffMember
from handlers.results import Reason
from handlers.texts import casework as texts
from handlers.texts import desk_fields, refusals
from handlers.texts.contracts import NOT_ALLOWED
from policy_kb.models import Model
from store.posting import of_opening
from store.queries.applications import applications_on, payment_with
from store.queries.contracts import opening_payment_with
from store.states import ContractState, Kind, Role
from store.tables.contracts import OpeningPayment


class AreasMark:
    """Tells whoever asks for the field that it names items of the scope, see `handlers.values.areas`."""


Areas = Annotated[str, StringConstraints(pattern=r"^([1-9][0-9]?(,[1-9][0-9]?)*)?$"), AreasMark()]


class OpeningFields(Model):
    """One payment of before, as its voucher says."""

    kind: Kind = asked(desk_fields.OPENING_KIND)
    amount: Money = asked(desk_fields.OPENING_AMOUNT)
    voucher: Voucher = asked(desk_fields.OPENING_VOUCHER)
    paid_on: date = asked(desk_fields.OPENING_PAID_ON)
    document: Line = asked(desk_fields.OPENING_DOCUMENT)


class AreasFields(Model):
    """The items of the scope, and the paper that shows it."""

    areas: Areas = asked(desk_fields.CONTRACT_AREAS)
    document: Line = asked(desk_fields.AREAS_DOCUMENT)


@guard(hides=True)
def before_any_application(attempt: Attempt) -> Iterator[Reason]:
    """What is paid once a firm has applied here is recorded with its application."""
    if applications_on(attempt.work, attempt.contract.id):
        yield system(refusals.APPLIED_HERE)


@guard("voucher")
def new_voucher(attempt: Attempt) -> Iterator[Reason]:
    """Every voucher is entered once, of before or of now."""
    voucher = attempt.given(OpeningFields).voucher
    if payment_with(attempt.work, voucher) or opening_payment_with(attempt.work, voucher):
        yield system(refusals.voucher_there(voucher=voucher))


@guard("paid_on")
def after_signing(attempt: Attempt) -> Iterator[Reason]:
    """Nothing is paid on a contract before it is signed."""
    if attempt.given(OpeningFields).paid_on < attempt.contract.signed_on:
        yield system(refusals.paid_before_signing(signed_on=attempt.contract.signed_on))


@guard("kind", "amount")
def within_the_contract(attempt: Attempt) -> Iterator[Reason]:
    """The contract's sum and its prepayment ratio bound what was paid as they bound what is."""
    given = attempt.given(OpeningFields)
    yield from paid_reasons(attempt.work, attempt.contract, given.kind, given.amount)


def _paid_before(attempt: Attempt) -> Recorded:
    given, actor = attempt.given(OpeningFields), attempt.actor
    row = attempt.work.add(
        OpeningPayment(
            contract_id=attempt.contract.id,
            kind=given.kind.value,
            amount=given.amount,
            voucher=given.voucher,
            paid_on=given.paid_on,
            document=given.document,
            recorded_by=actor.id if isinstance(actor, StaffMember) else None,
            recorded_at=attempt.work.now,
        )
    )
    post(attempt.work, of_opening(row, attempt.contract))
    return Recorded(ContractState(attempt.contract.state), record=row)


def _areas_set(attempt: Attempt) -> Recorded:
    given = attempt.given(AreasFields)
    attempt.contract.areas = given.areas
    return Recorded(ContractState(attempt.contract.state), facts={"areas": given.areas})


def _row(
    act: ActName,
    *guards: Guard,
    fields: type[Model],
    record: Callable[[Attempt], Recorded],
    operator: bool = False,
    doors: frozenset[Door] = frozenset(Door),
) -> Transition:
    staff_words, applicant_words = texts.ACTS[act.value]
    return Transition(
        act=act,
        on=Subject.CONTRACT,
        from_states=frozenset(ContractState) - {ContractState.ENDED},
        to=(),
        roles=frozenset({Role.BUREAU}),
        operator=operator,
        basis=OFFICE_STEP,
        guards=guards,
        fields=fields,
        record=record,
        staff_words=staff_words,
        applicant_words=applicant_words,
        typed=act_words.ACT_WORDS[act.value],
        tells_firm=False,
        tells=(),
        waits=False,
        doors=doors,
        in_talk=False,
        not_theirs=NOT_ALLOWED,
    )


OPENING_ROWS = (
    _row(
        ActName.OPENING,
        on_application.no_day_to_come,
        open_year("paid_on"),
        before_any_application,
        after_signing,
        new_voucher,
        within_the_contract,
        fields=OpeningFields,
        record=_paid_before,
        doors=MONEY_DOORS,
        operator=True,  # with the sheet of contracts that it belongs to
    ),
    _row(ActName.SET_AREAS, fields=AreasFields, record=_areas_set),
)
