"""A contract on a card, as staff read it: what it says now, its money, and everything recorded on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from handlers.casework.recipients import evaluation_label
from handlers.casework.standing import standings_on
from handlers.casework.transitions import Subject
from handlers.contracts.summary import amended_value
from handlers.dates import day
from handlers.money import yuan
from handlers.staff.cards.card import Card, Line, Link, Part, Row, Section
from handlers.staff.cards.corrections_section import corrections_section
from handlers.staff.cards.notes_section import notes_section
from handlers.staff.cards.people import firm_name
from handlers.texts import cards as texts
from handlers.texts import casework
from handlers.texts import contracts as contract_texts
from handlers.values.areas import areas_words
from policy_kb.kb import PolicyKB
from policy_kb.roles import PassageRole
from store.queries.applications import applications_on
from store.queries.bindings import bound_people
from store.queries.cases import (
    acceptances_on,
    balances_on,
    disposals_on,
    evaluations_on,
    oversights_on,
    rechecks_on,
    return_cases_on,
)
from store.queries.contracts import amendments_of, opening_payments_of
from store.queries.money import money_on
from store.queries.notes import notes_on_contract
from store.queries.supervision import INSPECTION
from store.states import AmendmentKind, EvaluationSource
from store.tables.contracts import Acceptance, Amendment, Contract, Disposal, Evaluation, Oversight, Recheck
from store.work import Work


def contract_card(work: Work, contract: Contract, *, kb: PolicyKB) -> Card:
    """The card as the contract stands in this unit of work."""
    changes = amendments_of(work, contract.id)
    return Card(
        subject=Subject.CONTRACT,
        number=contract.number,
        name=texts.contract_label(number=contract.number),
        title=casework.CONTRACT_STATES[contract.state],
        version=contract.version,
        sections=(
            _head(work, contract, changes, kb),
            _terms(contract),
            _sums(work, contract),
            Section(part=Part.APPLICATIONS, title=texts.APPLICATIONS, lines=tuple(_applications(work, contract))),
            Section(part=Part.OPENING, title=texts.OPENING, lines=tuple(_opening(work, contract))),
            Section(part=Part.CHANGES, title=texts.AMENDMENTS, lines=_changes(changes)),
            Section(part=Part.EVALUATIONS, title=texts.EVALUATIONS, lines=tuple(_evaluations(work, contract, kb))),
            Section(part=Part.DISPOSALS, title=texts.DISPOSALS, lines=_disposals(disposals_on(work, contract.id))),
            Section(
                part=Part.ACCEPTANCES,
                title=texts.ACCEPTANCES,
                lines=_acceptances(acceptances_on(work, contract.id)),
            ),
            Section(
                part=Part.OVERSIGHTS, title=texts.OVERSIGHTS, lines=_oversights(oversights_on(work, contract.id))
            ),
            corrections_section(work, contract),
            notes_section(work, notes_on_contract(work, contract.id)),
            Section(part=Part.CASES, title=texts.CASES, lines=tuple(_cases(work, contract))),
        ),
    )


def _head(work: Work, contract: Contract, changes: Sequence[Amendment], kb: PolicyKB) -> Section:
    rows = [
        Row(label=texts.FIRM, value=firm_name(work, contract)),
        Row(label=texts.PROJECT, value=contract.project),
        Row(label=texts.PROCUREMENT, value=contract.procurement),
        Row(label=texts.AREAS, value=areas_words(contract.areas), source=kb.label(PassageRole.SCOPE)),
        Row(label=texts.PEOPLE, value=texts.people(count=len(bound_people(work, contract.firm_id)))),
    ]
    if any(one.kind == AmendmentKind.PAYEE.value and one.checked_by is None for one in changes):
        rows.append(Row(label="", value=texts.PAYEE_WAITS, warns=True))
    return Section(part=Part.HEAD, rows=tuple(rows))


def _terms(contract: Contract) -> Section:
    account = texts.account(payee=contract.payee_name, bank=contract.payee_bank, number=contract.payee_account)
    rows = (
        Row(label=texts.CONTRACT_AMOUNT, value=yuan(contract.amount), is_sum=True),
        Row(label=texts.RATIO, value=texts.share(ratio=contract.ratio, otherwise=texts.NO_RATIO_ENTERED)),
        Row(label=texts.SIGNED_ON, value=day(contract.signed_on)),
        Row(label=texts.DUE_ON, value=day(contract.due_on)),
        Row(label=texts.ACCOUNT, value=account),
        *_terms_of_payment(contract),
    )
    return Section(part=Part.TERMS, title=texts.TERMS, rows=rows)


def _terms_of_payment(contract: Contract) -> Iterator[Row]:
    """What was recorded of them."""
    if contract.payee_bank_code:
        yield Row(label=texts.BANK_CODE, value=contract.payee_bank_code)
    if contract.enterprise_size:
        yield Row(label=texts.ENTERPRISE_SIZE, value=casework.ENTERPRISE_SIZES[contract.enterprise_size])
    if contract.delivered_on:
        yield Row(label=texts.DELIVERED_ON, value=day(contract.delivered_on))
    if contract.agreed_pay_on:
        yield Row(label=texts.AGREED_PAY_ON, value=day(contract.agreed_pay_on))


def _sums(work: Work, contract: Contract) -> Section:
    money = money_on(work, contract.id)
    rows = (
        Row(label=texts.PAID_NET, value=yuan(money.paid_net), is_sum=True),
        Row(label=texts.OF_IT_PREPAID, value=yuan(money.prepaid), is_sum=True),
    )
    return Section(part=Part.SUMS, title=texts.SUMS, rows=rows, short=True)


def _applications(work: Work, contract: Contract) -> Iterator[Line]:
    standings = standings_on(work, contract.id)
    for one in applications_on(work, contract.id):
        state = standings[one.id].staff
        yield Line(
            words=texts.application(number=one.number, kind=one.kind, state=state),
            link=Link(Subject.APPLICATION, one.number),
        )


def _opening(work: Work, contract: Contract) -> Iterator[Line]:
    """What was paid before the contract was kept here."""
    for one in opening_payments_of(work, contract.id):
        words = texts.opening(kind=one.kind, amount=one.amount, voucher=one.voucher, document=one.document)
        yield Line(when=day(one.paid_on), words=words)


def _changes(rows: Iterable[Amendment]) -> tuple[Line, ...]:
    return tuple(Line(words=_change(row)) for row in rows)


def _change(row: Amendment) -> str:
    kind = AmendmentKind(row.kind)
    return texts.amendment(
        kind=contract_texts.AMENDMENT_WORDS[kind],
        value=amended_value(kind, row.value),
        document=row.document,
        effective=row.effective_on,
        standing=_check_of(row),
    )


def _check_of(row: Amendment) -> str:
    if row.kind != AmendmentKind.PAYEE.value:
        return ""
    if row.discarded:
        return texts.DISCARDED
    return texts.UNCHECKED if row.checked_by is None else texts.CHECKED


def _evaluations(work: Work, contract: Contract, kb: PolicyKB) -> Iterator[Line]:
    checks = rechecks_on(work, contract.id)
    for one in evaluations_on(work, contract.id):
        below = (_recheck(check) for check in checks if check.evaluation_id == one.id)
        yield Line(when=day(one.evaluated_on), words=_evaluation(one, kb), below=tuple(below))


def _evaluation(row: Evaluation, kb: PolicyKB) -> str:
    source = evaluation_label(kb, EvaluationSource(str(row.article)))
    return texts.evaluation(source=source, grade=row.grade, organiser=row.organiser, document=row.document)


def _recheck(row: Recheck) -> Row:
    value = texts.recheck(accepted=row.accepted, organ=row.organ, on=row.checked_on, document=row.document)
    return Row(label=texts.RECHECK, value=value)


def _disposals(rows: Iterable[Disposal]) -> tuple[Line, ...]:
    return tuple(
        Line(
            when=day(one.decided_on),
            words=texts.disposal(
                organ=one.organ, document=one.document, measure=one.measure, reduced_to=one.reduced_to
            ),
        )
        for one in rows
    )


def _acceptances(rows: Iterable[Acceptance]) -> tuple[Line, ...]:
    return tuple(
        Line(
            when=day(one.accepted_on),
            words=texts.acceptance(passed=one.passed, conclusion=one.conclusion, report=one.report),
        )
        for one in rows
    )


def _oversights(rows: Iterable[Oversight]) -> tuple[Line, ...]:
    return tuple(
        Line(
            when=day(one.done_on),
            words=texts.oversight(quarter=one.quarter, findings=one.findings),
            link=Link(Subject.INSPECTION, str(one.id)) if one.kind == INSPECTION else None,
        )
        for one in rows
    )


def _cases(work: Work, contract: Contract) -> Iterator[Line]:
    balances = balances_on(work, contract.id)
    for one in return_cases_on(work, contract.id):
        words = texts.case(place=one.id, kind=one.kind, state=one.state, balance=balances[one.id])
        yield Line(words=words, link=Link(Subject.CASE, str(one.id)))
