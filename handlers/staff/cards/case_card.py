"""A case of money taken back on a card, as staff read it."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.casework.transitions import Subject
from handlers.dates import day
from handlers.money import yuan
from handlers.staff.cards.card import Card, Line, Link, Part, Row, Section
from handlers.staff.cards.corrections_section import corrections_section
from handlers.staff.cards.people import firm_name
from handlers.staff.cards.serving_sections import services_section
from handlers.texts import cards as texts
from handlers.texts import casework, serving
from store.queries.cases import balance_of, refunds_in, returned_in
from store.queries.serving import services_for
from store.states import CaseState
from store.tables.contracts import Contract, ReturnCase
from store.work import Work


def case_card(work: Work, case: ReturnCase) -> Card:
    """The card as the case stands in this unit of work."""
    contract = work.get(Contract, case.contract_id)
    assert contract is not None
    return Card(
        subject=Subject.CASE,
        number=str(case.id),
        name=texts.case_name(place=case.id),
        title=texts.case_title(kind=case.kind),
        version=case.version,
        sections=(
            Section(part=Part.HEAD, rows=tuple(_head(work, case, contract))),
            _sums(work, case),
            services_section(work, services_for(work, case_id=case.id)),
            Section(part=Part.RETURNED, title=texts.RETURNED, lines=tuple(_returned(work, case))),
            corrections_section(work, case),
        ),
    )


def _head(work: Work, case: ReturnCase, contract: Contract) -> Iterator[Row]:
    yield Row(label=texts.CONTRACT, value=contract.number, link=Link(Subject.CONTRACT, contract.number))
    yield Row(label=texts.FIRM, value=firm_name(work, contract))
    yield Row(label=texts.STATE, value=casework.CASE_STATES[case.state])
    yield Row(label=texts.DECISION, value=texts.decision(organ=case.organ, document=case.decision))
    yield Row(label=texts.REASON, value=case.reason)
    if case.pay_to:
        yield Row(label=texts.PAY_BY, value=_term(case))
        yield Row(label=texts.PAY_TO, value=case.pay_to)
    if case.state == CaseState.NOTIFIED.value and case.served_on is None:
        yield Row(label=serving.SERVICES, value=serving.NOT_RUNNING, warns=True)
    if case.explanation:
        yield Row(label=texts.EXPLANATION, value=case.explanation)


def _term(case: ReturnCase) -> str:
    """The days that the notice names, and the day that came of them."""
    by = day(case.pay_by) if case.pay_by is not None else ""
    if case.pay_days is None:
        return by
    return "，".join(filter(None, (serving.term_in_days(days=case.pay_days), by)))


def _sums(work: Work, case: ReturnCase) -> Section:
    balance = balance_of(work, case)
    rows = (
        Row(label=texts.WANTED, value=yuan(case.amount), is_sum=True),
        Row(label=texts.CAME_BACK, value=yuan(case.amount - balance), is_sum=True),
        Row(label=texts.BALANCE, value=yuan(balance), is_sum=True),
    )
    return Section(part=Part.SUMS, title=texts.SUMS, rows=rows, short=True)


def _returned(work: Work, case: ReturnCase) -> Iterator[Line]:
    for one in returned_in(work, case.id):
        words = texts.returned(
            amount=one.amount,
            voucher=one.voucher,
            surplus=one.surplus or 0,
            source=one.source,
            year=one.budget_year,
        )
        yield Line(when=day(one.returned_on), words=words)
    for back in refunds_in(work, case.id):
        words = texts.refunded(amount=back.amount, voucher=back.voucher, reason=back.reason)
        yield Line(when=day(back.refunded_on), words=words)
