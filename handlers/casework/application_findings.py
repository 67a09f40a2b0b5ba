"""The rules on an application as it stands now: those of its next acts, and those by which it was sent."""

from __future__ import annotations

import json
from collections.abc import Iterator

from handlers.casework import application_guards as guards
from handlers.casework.attempt import Attempt, measure, office, system
from handlers.casework.caps import applied_reasons, paid_reasons
from handlers.casework.conditions import condition_of
from handlers.casework.eligibility import other_open
from handlers.casework.findings import UNALTERED, Check, Finding, always, findings_of, of_guard
from handlers.casework.missing import missing_items
from handlers.casework.papers import papers_of
from handlers.casework.sign_offs import is_arranged, signed_off
from handlers.casework.transitions import ENDED, ActName
from handlers.results import Reason
from handlers.texts import findings as texts
from handlers.texts import refusals, serving
from policy_kb.roles import PassageRole
from store.queries.materials import checks_of_application, materials_of_application, repeated_invoices
from store.queries.overpaid import paid_on
from store.states import Kind, State
from store.tables.applications import Application
from store.tables.contracts import Contract
from store.work import Work

_PAYABLE = frozenset({State.APPROVED, State.PAYING})
_OVER = ENDED | {State.PAID}


def application_findings(work: Work, application: Application, contract: Contract) -> tuple[Finding, ...]:
    """Every rule's finding; of what is paid or over only whether it is as acts left it."""
    checks = (UNALTERED,) if State(application.state) in _OVER else APPLICATION_CHECKS
    return findings_of(work, contract, checks, application=application)


def _kind_rule(attempt: Attempt) -> Reason:
    """What opens this kind of money, and who says so."""
    match Kind(attempt.sent.kind):
        case Kind.PREPAYMENT:
            ratio = attempt.contract.ratio
            said = texts.RATIO_NAMED if ratio is None else texts.ratio_named(ratio=ratio)
            return measure(said, PassageRole.PREPAYMENT)
        case Kind.MIDTERM:
            return measure(texts.EVALUATED, PassageRole.MID_TERM)
        case Kind.FOLLOWUP:
            return office(texts.ACCEPTED)


def _amount_rule(attempt: Attempt) -> Reason:
    if State(attempt.sent.state) in _PAYABLE:
        return system(texts.REST_WITHIN)
    return system(texts.WITHIN_RATIO if attempt.sent.kind == Kind.PREPAYMENT.value else texts.WITHIN)


def _amount(attempt: Attempt) -> Iterator[Reason]:
    """The sum as applied for, until the meeting decides; then what is left to pay of it."""
    work, contract, sent = attempt.work, attempt.contract, attempt.sent
    kind = Kind(sent.kind)
    if State(sent.state) not in _PAYABLE:
        yield from applied_reasons(work, contract, kind, sent.amount)
        return
    yield from paid_reasons(work, contract, kind, (sent.approved or 0) - paid_on(work, sent.id))


def _declaration(attempt: Attempt) -> Iterator[Reason]:
    if not json.loads(attempt.sent.declaration or "{}"):
        yield measure(texts.NO_DECLARATION, PassageRole.DECLARATION)


def _missing(attempt: Attempt) -> Iterator[Reason]:
    work, sent = attempt.work, attempt.sent
    files, papers = materials_of_application(work, sent.id), papers_of(work, sent.id)
    lacking = missing_items(work, Kind(sent.kind), files, papers)
    if lacking:
        yield office(refusals.missing_items(labels=tuple(item.label for item in lacking)))


def _other_open(attempt: Attempt) -> Iterator[Reason]:
    yield from other_open(attempt.work, attempt.contract, Kind(attempt.sent.kind), attempt.sent)


def _invoices(attempt: Attempt) -> Iterator[Reason]:
    work, sent = attempt.work, attempt.sent
    invoices = {one.invoice for one in materials_of_application(work, sent.id) if one.invoice}
    others = repeated_invoices(work, invoices, besides=sent.id)
    numbers = tuple(dict.fromkeys(number for found in others.values() for number in found))
    if numbers:
        yield system(texts.repeated(numbers=numbers))


def _has_files(attempt: Attempt) -> Reason | None:
    files = materials_of_application(attempt.work, attempt.sent.id)
    return office(texts.CHECKED) if files else None


def _unchecked(attempt: Attempt) -> Iterator[Reason]:
    work, sent = attempt.work, attempt.sent
    standing = {one.material_id for one in checks_of_application(work, sent.id) if one.revoked_at is None}
    rest = [one for one in materials_of_application(work, sent.id) if one.id not in standing]
    if rest:
        yield office(texts.unchecked(count=len(rest)))


def _condition_rule(attempt: Attempt) -> Reason | None:
    return office(texts.CONDITION) if condition_of(attempt.work, attempt.sent) else None


def _signed_rule(attempt: Attempt) -> Reason | None:
    is_next = attempt.sent.state == State.ACCEPTED.value and is_arranged(attempt.work, ActName.REPORT)
    return office(serving.SIGNED) if is_next else None


def _for_a_person(_attempt: Attempt) -> bool:
    """A person has to look: the system cannot tell."""
    return False


APPLICATION_CHECKS = (
    of_guard(guards.active_contract, lambda attempt: system(texts.in_use(number=attempt.contract.number))),
    of_guard(guards.kind_is_open, _kind_rule),
    Check(rule=_amount_rule, reasons=_amount),
    Check(rule=always(texts.ONE_OPEN), reasons=_other_open),
    Check(rule=lambda _attempt: measure(texts.DECLARED, PassageRole.DECLARATION), reasons=_declaration),
    Check(rule=lambda _attempt: office(texts.ALL_ITEMS), reasons=_missing),
    Check(rule=always(texts.NEW_INVOICES), reasons=_invoices, is_due=_for_a_person),
    Check(rule=_has_files, reasons=_unchecked, is_due=_for_a_person),
    of_guard(signed_off(ActName.REPORT), _signed_rule),
    of_guard(guards.minutes, lambda _attempt: measure(texts.MINUTES, PassageRole.PAYMENT)),
    of_guard(guards.condition_met, _condition_rule),
    of_guard(guards.payee_checked, always(texts.PAYEE_CHECKED)),
    UNALTERED,
)
