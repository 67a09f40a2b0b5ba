"""The journal held against the rows that it tells of, added up once more and in another way."""

from __future__ import annotations

from collections import Counter, defaultdict

from store.states import CaseKind, State
from store.tables.applications import Application, Payment, StepRow
from store.tables.contracts import Contract, OpeningPayment, ReturnCase, ReturnedMoney
from store.tables.ledger import JournalEntry, OverpaidSettlement, QuotaMovement, Refund
from store.work import Work
from tests.handlers.casework.plain_rows import rows_of

_APPROVED = {State.APPROVED.value, State.PAYING.value, State.PAID.value}
_BACK = {CaseKind.RECOVERY.value: "recovered", CaseKind.RECLAIM.value: "reclaimed"}

Sums = dict[tuple[str, int], int]
"""In fen, by kind of entry and the id of what it is on; nothing of what comes to nothing."""


def check_journal(work: Work) -> None:
    """Every sum of the journal is that of the rows, and whatever is reversed was posted before."""
    entries = rows_of(work, JournalEntry)
    on_contracts, on_applications = Counter[tuple[str, int]](), Counter[tuple[str, int]]()
    for entry in entries:
        if entry.contract_id is not None:
            on_contracts[entry.kind, entry.contract_id] += entry.amount
        if entry.application_id is not None:
            on_applications[entry.kind, entry.application_id] += entry.amount
    of_applications = _of_applications(work)
    assert _left(on_applications) == _left(of_applications)
    assert _left(on_contracts) == _left(_together(work, of_applications))
    on_quotas = sum(one.amount for one in entries if one.contract_id is None)
    assert on_quotas == sum(one.amount for one in rows_of(work, QuotaMovement))
    seen: set[int] = set()
    for entry in entries:
        assert entry.adjusts is None or entry.adjusts in seen
        seen.add(entry.id)


def _together(work: Work, of_applications: Counter[tuple[str, int]]) -> Counter[tuple[str, int]]:
    """`+` of counters would drop what is negative."""
    found = _of_contracts(work)
    found.update(_raised(work, of_applications))
    return found


def _of_applications(work: Work) -> Counter[tuple[str, int]]:
    found = Counter[tuple[str, int]]()
    remaining, steps = Counter[int](), defaultdict[int, list[StepRow]](list)
    for payment in rows_of(work, Payment):
        kind = "paid" if payment.reverses is None else "reversed"
        found[kind, payment.application_id] += payment.amount
        remaining[payment.application_id] += payment.amount
    for settled in rows_of(work, OverpaidSettlement):
        found["overpaid_returned", settled.application_id] += settled.amount
        remaining[settled.application_id] -= settled.amount
    for step in rows_of(work, StepRow):
        steps[step.application_id].append(step)
    for application in rows_of(work, Application):
        number = application.id
        found["approved", number] += _approved(application, remaining[number], steps[number])
    return found


def _approved(application: Application, remaining: int, steps: list[StepRow]) -> int:
    """As the meeting said; nothing of it where it lapsed, and in the archive what was paid and stayed so."""
    if application.state == State.ARCHIVED.value:
        return remaining
    changes = [place for place, step in enumerate(steps) if step.act == "supersede"]
    since = steps[changes[-1] :] if changes else steps
    conditions = [step.act for step in since if step.act in {"lapse", "fulfil"}]
    is_lapsed = conditions[-1:] == ["lapse"]
    return application.approved or 0 if application.state in _APPROVED and not is_lapsed else 0


def _raised(work: Work, sums: Counter[tuple[str, int]]) -> Counter[tuple[str, int]]:
    """The sums of applications as those of their contracts."""
    contracts = {one.id: one.contract_id for one in rows_of(work, Application)}
    found = Counter[tuple[str, int]]()
    for (kind, application), fen in sums.items():
        found[kind, contracts[application]] += fen
    return found


def _of_contracts(work: Work) -> Counter[tuple[str, int]]:
    found = Counter({("contracted", one.id): one.amount for one in rows_of(work, Contract)})
    for opening in rows_of(work, OpeningPayment):
        found["paid", opening.contract_id] += opening.amount
    cases = {one.id: one for one in rows_of(work, ReturnCase)}
    for back in rows_of(work, ReturnedMoney):
        case = cases[back.case_id]
        found[_BACK[case.kind], case.contract_id] += back.amount + (back.surplus or 0)
    for refund in rows_of(work, Refund):
        found["refunded", cases[refund.case_id].contract_id] += refund.amount
    return found


def _left(sums: Counter[tuple[str, int]]) -> Sums:
    return {key: fen for key, fen in sums.items() if fen}
