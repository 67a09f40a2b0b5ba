"""The rules on a contract and on a case of money taken back, as they stand now."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from handlers.casework import application_guards as guards
from handlers.casework.attempt import Attempt, office, system
from handlers.casework.caps import no_more
from handlers.casework.eligibility import applying_reasons
from handlers.casework.findings import Check, Finding, always, findings_of, unaltered
from handlers.dates import day, local_day
from handlers.results import Reason
from handlers.texts import findings as texts
from handlers.texts import recoveries, serving
from store.queries.cases import balance_of, refunds_in, returned_in
from store.states import CaseState, ContractState, Kind
from store.tables.contracts import Contract, ReturnCase
from store.work import Work

_IN_USE = frozenset({ContractState.ACTIVE.value, ContractState.PAUSED.value})


def contract_findings(work: Work, contract: Contract) -> tuple[Finding, ...]:
    """What the contract is open for, and what is to be looked at."""
    return findings_of(work, contract, CONTRACT_CHECKS)


def case_findings(work: Work, case: ReturnCase, contract: Contract) -> tuple[Finding, ...]:
    """What is still to come back, and whether the term has passed."""
    return findings_of(work, contract, CASE_CHECKS, case=case)


def _open_for(kind: Kind) -> Check:
    def reasons(attempt: Attempt) -> Iterator[Reason]:
        against = [*applying_reasons(attempt.work, attempt.contract, kind)]
        if full := no_more(attempt.work, attempt.contract, kind):
            against.append(system(full))
        for reason in against:
            yield replace(reason, text=texts.of_kind(kind=kind.value, text=reason.text))

    return Check(rule=always(texts.open_for(kind=kind.value)), reasons=reasons, is_due=lambda _attempt: False)


def _due_rule(attempt: Attempt) -> Reason | None:
    return system(texts.IN_TIME) if attempt.contract.state in _IN_USE else None


def _overdue(attempt: Attempt) -> Iterator[Reason]:
    if attempt.contract.due_on < local_day(attempt.work.now):
        yield system(texts.overdue(day=day(attempt.contract.due_on)))


def _while_open(text: str) -> Callable[[Attempt], Reason | None]:
    def rule(attempt: Attempt) -> Reason | None:
        return office(text) if attempt.opened.state != CaseState.CLOSED.value else None

    return rule


def _owed(attempt: Attempt) -> Iterator[Reason]:
    balance = balance_of(attempt.work, attempt.opened)
    if balance > 0:
        yield office(texts.owed(balance=balance))


def _late(attempt: Attempt) -> Iterator[Reason]:
    case = attempt.opened
    balance = balance_of(attempt.work, case)
    if case.pay_by is not None and case.pay_by < local_day(attempt.work.now) and balance > 0:
        yield office(texts.unpaid_in_time(day=day(case.pay_by), balance=balance))


CONTRACT_CHECKS = (
    *map(_open_for, Kind),
    Check(rule=_due_rule, reasons=_overdue, is_due=lambda _attempt: False),
    Check(rule=always(texts.PAYEE_CHECKED), reasons=guards.payee_checked.check),
    Check(rule=always(texts.CONTRACT_UNALTERED), reasons=unaltered),
)


def _served_rule(attempt: Attempt) -> Reason | None:
    is_notified = attempt.opened.state == CaseState.NOTIFIED.value
    return office(serving.SERVED_FOUND) if is_notified else None


def _unserved(attempt: Attempt) -> Iterator[Reason]:
    if attempt.opened.served_on is None:
        yield office(serving.NOT_RUNNING)


def _if_any(text: str, *, is_surplus: bool = False) -> Callable[[Attempt], Reason | None]:
    """A rule of what came back, where anything did; or was paid beyond the demand."""

    def rule(attempt: Attempt) -> Reason | None:
        found = returned_in(attempt.work, attempt.opened.id)
        return system(text) if any(one.surplus or not is_surplus for one in found) else None

    return rule


def _unsourced(attempt: Attempt) -> Iterator[Reason]:
    found = returned_in(attempt.work, attempt.opened.id)
    count = sum(one.source is None or one.budget_year is None for one in found)
    if count:
        yield system(recoveries.unsourced(count=count))


def _not_refunded(attempt: Attempt) -> Iterator[Reason]:
    work, case = attempt.work, attempt.opened.id
    surplus = sum(one.surplus or 0 for one in returned_in(work, case))
    rest = surplus - sum(one.amount for one in refunds_in(work, case))
    if rest > 0:
        yield system(recoveries.not_refunded(rest=rest))


CASE_CHECKS = (
    Check(rule=_served_rule, reasons=_unserved, is_due=lambda _attempt: False),
    Check(rule=_while_open(texts.NOTHING_OWED), reasons=_owed, is_due=lambda _attempt: False),
    Check(rule=_while_open(texts.PAID_IN_TIME), reasons=_late),
    Check(rule=_if_any(texts.SOURCED), reasons=_unsourced, is_due=lambda _attempt: False),
    Check(
        rule=_if_any(texts.SURPLUS_REFUNDED, is_surplus=True),
        reasons=_not_refunded,
        is_due=lambda _attempt: False,
    ),
    Check(rule=always(texts.CONTRACT_UNALTERED), reasons=unaltered),
)
