"""A change of a contract never falls below what was paid on it."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.casework.contracts import activate, add_contract, amend
from handlers.results import Done, Refused
from handlers.texts import contracts as texts
from handlers.values.contract_terms import NewAmendment
from store.database import Database
from store.queries.contracts import contract_numbered, paid_net, prepaid
from store.states import AmendmentKind, CaseKind, CaseState, Kind, MoneySource, RecoveryGround, Role, State
from store.tables.applications import Application, Payment
from store.tables.contracts import ReturnCase, ReturnedMoney
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.contracts.contracts import contract_terms, member

NUMBER = "AZ-HT-001"
TODAY = date(2026, 11, 24)


def paid(work: Work) -> None:
    """A contract of 2,000,000 yuan at 30 %: 600,000 prepaid, 500,000 paid later, 100,000 of it came back twice."""
    bureau = member(work, "工信甲", Role.BUREAU)
    add_contract(work, bureau, contract_terms())
    activate(work, bureau, NUMBER)
    contract = contract_numbered(work, NUMBER)
    assert contract is not None
    first, second = (_application(work, contract.id, kind) for kind in (Kind.PREPAYMENT, Kind.MIDTERM))
    _pay(work, bureau.id, first, 60_000_000, "V1")
    later = _pay(work, bureau.id, second, 50_000_000, "V2")
    _pay(work, bureau.id, second, -10_000_000, "V3", reverses=later)
    _returned(work, bureau.id, contract.id)


def _application(work: Work, contract_id: int, kind: Kind) -> int:
    row = Application(
        number=f"AZ-2026-{kind.value}",
        contract_id=contract_id,
        kind=kind.value,
        state=State.PAID.value,
        state_since=work.now,
        amount=60_000_000,
        approved=60_000_000,
        form_version=1,
        data="{}",
        declaration="{}",
        submitted_at=work.now,
        submitted_by="binding:1",
    )
    return work.add(row).id


def _pay(work: Work, by: int, application: int, fen: int, voucher: str, *, reverses: int | None = None) -> int:
    row = Payment(
        application_id=application,
        amount=fen,
        source=MoneySource.PROVINCE.value,
        quota="指标1",
        voucher=voucher,
        payee_name="演示",
        paid_on=TODAY,
        reverses=reverses,
        reason="",
        recorded_by=by,
        recorded_at=work.now,
    )
    return work.add(row).id


def _returned(work: Work, by: int, contract_id: int) -> None:
    case = ReturnCase(
        contract_id=contract_id,
        kind=CaseKind.RECOVERY.value,
        ground=RecoveryGround.OVERDUE.value,
        decision="决定1",
        organ="县工信局",
        reason="逾期",
        amount=10_000_000,
        pay_by=None,
        pay_to="",
        explanation="",
        closing="",
        state=CaseState.NOTIFIED.value,
        opened_by=by,
        opened_at=work.now,
    )
    row = ReturnedMoney(
        case_id=work.add(case).id,
        amount=10_000_000,
        voucher="R1",
        returned_on=TODAY,
        recorded_by=by,
        recorded_at=work.now,
    )
    work.add(row)


async def test_reversals_and_what_came_back_are_taken_off(database: Database, clock: FrozenClock) -> None:
    await database.write(paid, clock())

    def look(work: Work) -> tuple[int, int]:
        contract = contract_numbered(work, NUMBER)
        assert contract is not None
        return paid_net(work, contract.id), prepaid(work, contract.id)

    assert await database.read(look, clock()) == (90_000_000, 60_000_000)


@pytest.mark.parametrize(
    ("field", "value", "reasons"),
    [
        ("amount", 89_999_999, [texts.below_paid(fen=90_000_000), texts.below_prepaid(fen=60_000_000)]),
        ("amount", 199_999_999, [texts.below_prepaid(fen=60_000_000)]),
        ("amount", 200_000_001, []),
        ("ratio", 2999, [texts.below_prepaid(fen=60_000_000)]),
        ("ratio", 3001, []),
    ],
)
async def test_a_change_must_hold_what_was_paid(
    database: Database, clock: FrozenClock, field: str, value: int, reasons: list[str]
) -> None:
    await database.write(paid, clock())
    kind = AmendmentKind.AMOUNT if field == "amount" else AmendmentKind.RATIO
    new = NewAmendment.model_validate({"kind": kind, "document": "补充协议", "effective_on": TODAY, field: value})
    result = await database.write(
        lambda work: amend(work, member(work, "工信甲", Role.BUREAU), NUMBER, new), clock()
    )
    told = [reason.text for reason in result.reasons] if isinstance(result, Refused) else []
    assert told == reasons
    assert isinstance(result, Done) is (not reasons)
