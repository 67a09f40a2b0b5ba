"""What can be corrected of payments and their reversals, here and of before, and of money that came back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handlers.casework.attempt import Attempt, system
from handlers.casework.correction_facts import Against, Fact, RecordKind
from handlers.casework.correction_values import DAY, LINE, MONEY, VOUCHER, WORDS, choice
from handlers.casework.transitions import ActName, Subject
from handlers.results import Reason
from handlers.texts import casework, desk_fields, refusals
from handlers.texts import casework_fields as fields
from handlers.texts import corrections as texts
from handlers.texts import quotas as quota_texts
from handlers.values.names import same_name
from store.base import Record
from store.queries.allotments import has_quotas, quota_documented
from store.queries.applications import payment_with, steps_of
from store.queries.cases import returned_in, returned_with
from store.queries.contracts import opening_payment_with, opening_payments_of, paid_net
from store.queries.corrections import payment_correctors, result_correctors
from store.queries.incoming import entries_of
from store.queries.overpaid import paid_on
from store.queries.payments import payments_of
from store.states import EntryKind, Kind, Role
from store.tables.applications import Application, Payment
from store.tables.contracts import Contract, OpeningPayment, ReturnCase, ReturnedMoney
from store.tables.ledger import Quota
from store.work import Work

_CHECKERS = frozenset({Role.OFFICE, Role.BUREAU, Role.PAYER})
_APPROVING = frozenset(
    {
        *(ActName.AGREE, ActName.AGREE_PARTLY, ActName.AGREE_IN_PRINCIPLE),
        *(ActName.MINUTES, ActName.FULFIL, ActName.SUPERSEDE),
    }
)
_MEMBER = "staff:"


def members_who(work: Work, application_id: int, acts: frozenset[ActName]) -> set[int]:
    """The ids of the members who did one of the acts to an application."""
    actors = {step.actor for step in steps_of(work, application_id) if step.act in acts}
    return {int(actor.removeprefix(_MEMBER)) for actor in actors if actor.startswith(_MEMBER)}


def payers_of(work: Work, application_id: int) -> set[int]:
    """The ids of the members who recorded, entered or checked a payment of an application, or put one right."""
    entries = [one for one in entries_of(work, application_id) if one.kind == EntryKind.PAYMENT.value]
    entered = {one for entry in entries for one in (entry.entered_by, entry.checked_by) if one is not None}
    recorded = {one.recorded_by for one in payments_of(work, application_id)}
    return entered | recorded | payment_correctors(work, application_id)


def approvers_of(work: Work, application_id: int) -> set[int]:
    """The ids of the members who recorded its approval or put it right, or recorded what it is paid by."""
    return members_who(work, application_id, _APPROVING) | result_correctors(work, application_id)


def _payments(work: Work, sent: Application) -> list[Payment]:
    return [one for one in payments_of(work, sent.id) if one.reverses is None]


def _reversals(work: Work, sent: Application) -> list[Payment]:
    return [one for one in payments_of(work, sent.id) if one.reverses is not None]


def _reversal_of(work: Work, payment: Payment) -> Payment | None:
    return next((one for one in payments_of(work, payment.application_id) if one.reverses == payment.id), None)


def _recorded_by(work: Work, row: Payment) -> set[int]:
    entries = [one for one in entries_of(work, row.application_id) if one.kind == EntryKind.PAYMENT.value]
    entered = {one for entry in entries for one in (entry.entered_by, entry.checked_by) if one is not None}
    return entered | {row.recorded_by}


def _new_sum(work: Work, row: Payment, text: str) -> None:
    """A reversal undoes the whole of its payment, so it is corrected along with it."""
    reversal = _reversal_of(work, row)
    row.amount = int(text)
    if reversal is not None:
        reversal.amount = -row.amount


def _new_quota(work: Work, row: Payment, text: str) -> None:
    """A recorded quota brings its source along."""
    quota = quota_documented(work, text)
    for one in _with_reversal(work, row):
        one.quota, one.quota_id = text, quota.id if quota else None
        one.source = quota.source if quota else one.source


def _new_source(work: Work, row: Payment, text: str) -> None:
    for one in _with_reversal(work, row):
        one.source = text


def _with_reversal(work: Work, row: Payment) -> Iterator[Payment]:
    yield row
    reversal = _reversal_of(work, row)
    if reversal is not None:
        yield reversal


def _known_quota(attempt: Attempt, _row: Record, after: str) -> Iterator[Reason]:
    """Where quotas are kept, a payment draws on one of them."""
    if has_quotas(attempt.work) and quota_documented(attempt.work, after) is None:
        yield system(texts.QUOTA_UNKNOWN)


def _of_its_quota(attempt: Attempt, row: Record, after: str) -> Iterator[Reason]:
    """The source of what draws on a recorded quota is the quota's."""
    assert isinstance(row, Payment)
    quota = attempt.work.get(Quota, row.quota_id) if row.quota_id is not None else None
    if quota is not None and quota.source != after:
        yield system(quota_texts.of_other_source(document=quota.document, source=quota.source))


def _enough_left(attempt: Attempt, row: Record, after: str) -> Iterator[Reason]:
    """Nothing can have come back that was never paid."""
    assert isinstance(row, Payment | OpeningPayment)
    if isinstance(row, Payment) and _reversal_of(attempt.work, row) is not None:
        return
    there = paid_net(attempt.work, attempt.contract.id)
    if isinstance(row, Payment):
        there = min(there, paid_on(attempt.work, row.application_id))
    if there + int(after) - row.amount < 0:
        yield system(texts.NOT_BELOW_RETURNED)


def _new_voucher(attempt: Attempt, _row: Record, after: str) -> Iterator[Reason]:
    """Every voucher is entered once."""
    if payment_with(attempt.work, after) or opening_payment_with(attempt.work, after):
        yield system(refusals.voucher_there(voucher=after))


def _right_payee(attempt: Attempt, _row: Record, after: str) -> Iterator[Reason]:
    """The account's name is the contract's."""
    if not same_name(after, attempt.contract.payee_name):
        yield system(refusals.wrong_payee(name=attempt.contract.payee_name))


def _before_reversal(attempt: Attempt, row: Record, after: str) -> Iterator[Reason]:
    assert isinstance(row, Payment)
    reversal = _reversal_of(attempt.work, row)
    if reversal is not None and date.fromisoformat(after) > reversal.paid_on:
        yield system(texts.AFTER_REVERSAL)


def _after_payment(attempt: Attempt, row: Record, after: str) -> Iterator[Reason]:
    assert isinstance(row, Payment)
    payment = attempt.work.get(Payment, row.reverses or 0)
    if payment is not None and date.fromisoformat(after) < payment.paid_on:
        yield system(texts.BEFORE_PAYMENT)


def _after_signing(attempt: Attempt, _row: Record, after: str) -> Iterator[Reason]:
    if date.fromisoformat(after) < attempt.contract.signed_on:
        yield system(refusals.paid_before_signing(signed_on=attempt.contract.signed_on))


def _new_return_voucher(attempt: Attempt, _row: Record, after: str) -> Iterator[Reason]:
    if returned_with(attempt.work, after) is not None:
        yield system(refusals.voucher_there(voucher=after))


def _no_more_than_paid(attempt: Attempt, row: Record, after: str) -> Iterator[Reason]:
    assert isinstance(row, ReturnedMoney)
    if int(after) - row.amount > paid_net(attempt.work, attempt.contract.id):
        yield system(texts.NOT_BELOW_RETURNED)


def _opening_of(work: Work, contract: Contract) -> list[OpeningPayment]:
    return opening_payments_of(work, contract.id)


def _of_before(_work: Work, row: OpeningPayment) -> set[int]:
    return {row.recorded_by} if row.recorded_by is not None else set()


def _returned(work: Work, case: ReturnCase) -> list[ReturnedMoney]:
    return returned_in(work, case.id)


PAYMENT = RecordKind(
    name="payment",
    on=Subject.APPLICATION,
    rows=_payments,
    label=lambda row: texts.payment(voucher=row.voucher),
    roles=frozenset({Role.PAYER, Role.BUREAU}),
    checkers=_CHECKERS,
    hands=_recorded_by,
    duty=lambda work, row: approvers_of(work, row.application_id),
    its_duty=texts.APPROVER,
    facts=(
        Fact(
            field="amount",
            title=fields.PAID_AMOUNT[0],
            kind=MONEY,
            has_money=True,
            put=_new_sum,
            against=(_enough_left,),
        ),
        Fact(field="paid_on", title=fields.PAID_ON[0], kind=DAY, has_money=True, against=(_before_reversal,)),
        Fact(field="voucher", title=fields.VOUCHER[0], kind=VOUCHER, has_money=True, against=(_new_voucher,)),
        Fact(
            field="source",
            title=fields.MONEY_SOURCE[0],
            kind=choice(casework.MONEY_SOURCES),
            has_money=True,
            put=_new_source,
            against=(_of_its_quota,),
        ),
        Fact(
            field="quota",
            title=fields.QUOTA[0],
            kind=LINE,
            has_money=True,
            put=_new_quota,
            against=(_known_quota,),
        ),
        Fact(
            field="payee_name",
            title=fields.PAYEE_NAME[0],
            kind=LINE,
            has_money=True,
            against=(_right_payee,),
        ),
    ),
)

REVERSAL = RecordKind(
    name="reversal",
    on=Subject.APPLICATION,
    rows=_reversals,
    label=lambda row: texts.reversal(voucher=row.voucher),
    roles=frozenset({Role.PAYER}),
    checkers=_CHECKERS,
    hands=_recorded_by,
    duty=lambda work, row: approvers_of(work, row.application_id),
    its_duty=texts.APPROVER,
    facts=(
        Fact(field="paid_on", title=fields.REVERSED_ON[0], kind=DAY, has_money=True, against=(_after_payment,)),
        Fact(
            field="voucher",
            title=fields.REVERSAL_VOUCHER[0],
            kind=VOUCHER,
            has_money=True,
            against=(_new_voucher,),
        ),
        Fact(field="reason", title=fields.REVERSAL_REASON[0], kind=WORDS),
    ),
)

OPENING = RecordKind(
    name="opening",
    on=Subject.CONTRACT,
    rows=_opening_of,
    label=lambda row: texts.opening(voucher=row.voucher),
    roles=frozenset({Role.BUREAU}),
    checkers=_CHECKERS,
    hands=_of_before,
    facts=(
        Fact(
            field="kind",
            title=desk_fields.OPENING_KIND[0],
            kind=choice(casework.KINDS, column=lambda text: Kind(text).value),
            has_money=True,
        ),
        Fact(
            field="amount",
            title=desk_fields.OPENING_AMOUNT[0],
            kind=MONEY,
            has_money=True,
            against=(_enough_left,),
        ),
        Fact(
            field="voucher",
            title=desk_fields.OPENING_VOUCHER[0],
            kind=VOUCHER,
            has_money=True,
            against=(_new_voucher,),
        ),
        Fact(
            field="paid_on",
            title=desk_fields.OPENING_PAID_ON[0],
            kind=DAY,
            has_money=True,
            against=(_after_signing,),
        ),
        Fact(field="document", title=desk_fields.OPENING_DOCUMENT[0], kind=LINE),
    ),
)


def facts_of_return(amount: str, *, of_sum: Against, of_voucher: Against) -> tuple[Fact, ...]:
    """What the voucher says of money that came back; `amount` is what its sum is called."""
    return (
        Fact(field="amount", title=amount, kind=MONEY, has_money=True, against=(of_sum,)),
        Fact(field="voucher", title=fields.RETURN_VOUCHER[0], kind=VOUCHER, has_money=True, against=(of_voucher,)),
        Fact(field="returned_on", title=fields.RETURNED_ON[0], kind=DAY, has_money=True),
    )


RETURNED = RecordKind(
    name="returned",
    on=Subject.CASE,
    rows=_returned,
    label=lambda row: texts.returned(voucher=row.voucher),
    roles=frozenset({Role.OFFICE, Role.BUREAU}),
    checkers=_CHECKERS,
    hands=lambda _work, row: {row.recorded_by},
    facts=facts_of_return(fields.RETURNED_AMOUNT[0], of_sum=_no_more_than_paid, of_voucher=_new_return_voucher),
)
