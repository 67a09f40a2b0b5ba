"""The page of a case takes as many statements whatever is recorded of it."""

from __future__ import annotations

from datetime import date
from functools import partial
from urllib.parse import quote

import pytest

from bot.web.staff.addresses import act_on
from bot.wiring import Parts
from handlers.casework.transitions import Subject
from store.queries.applications import application_numbered
from store.queries.cases import case_of
from store.queries.contracts import contract_numbered
from store.states import State
from store.tables.applications import Application, Material, StepRow
from store.tables.contracts import Amendment, Contract, Evaluation, Oversight, Recheck, ReturnCase, ReturnedMoney
from store.tables.people import Staff
from store.work import Work
from tests.bot.web.staff.conftest import Office
from tests.scenarios.desk.conftest import BUREAU, OFFICE, PAYER
from tests.statements import counted_reads

MOST = 30
ONE, MANY = range(1), range(1, 13)
_DAY = date(2026, 11, 1)


@pytest.fixture
def parts(county: Parts) -> Parts:
    return county


async def _counted(parts: Parts, office: Office, name: str, path: str) -> int:
    seat = await office(name)
    with counted_reads(parts.database) as reads:
        await seat.get(path)
    return len(reads.about("staff_sessions"))


@pytest.mark.parametrize("state", [State.SUBMITTED, State.RETURNED, State.APPROVED, State.PAYING, State.PAID])
@pytest.mark.parametrize("name", [OFFICE, PAYER])
async def test_an_application_with_much_behind_it(
    parts: Parts, office: Office, numbers: dict[State, str], state: State, name: str
) -> None:
    path = f"/staff/applications/{numbers[state]}"
    counts = set[int]()
    for some in (ONE, MANY):
        await parts.database.write(partial(_much_on_application, number=numbers[state], some=some), parts.clock())
        counts.add(await _counted(parts, office, name, path))
    assert len(counts) == 1
    assert counts.pop() <= MOST


async def test_a_contract_with_much_on_it(parts: Parts, office: Office) -> None:
    path = f"/staff/contracts/{quote('演示-2026-08')}"
    counts = set[int]()
    for some in (ONE, MANY):
        await parts.database.write(partial(_much_on_contract, number="演示-2026-08", some=some), parts.clock())
        counts.add(await _counted(parts, office, BUREAU, path))
    assert len(counts) == 1
    assert counts.pop() <= MOST


async def test_a_case_with_much_in_it(parts: Parts, office: Office) -> None:
    counts = set[int]()
    for some in (ONE, MANY):
        await parts.database.write(partial(_much_in_case, some=some), parts.clock())
        counts.add(await _counted(parts, office, BUREAU, "/staff/cases/1"))
    assert len(counts) == 1
    assert counts.pop() <= MOST


def _much_on_application(work: Work, number: str, some: range) -> None:
    """Files with repeated invoices, steps by as many members; and what hangs on the contract."""
    application = application_numbered(work, number)
    contract = work.get(Contract, application.contract_id) if application else None
    assert application is not None
    assert contract is not None
    for place in some:
        member = work.add(Staff(name=f"员{place}", roles="[]", active=True, created_at=work.now))
        work.add(_step(application, member, work))
    for place, other in zip(some, _much_on_contract(work, contract.number, some), strict=True):
        for owner in (application.id, other.id):
            work.add(_material(work, contract, owner, place))


def _step(application: Application, member: Staff, work: Work) -> StepRow:
    return StepRow(
        application_id=application.id,
        act="opinion",
        from_state=application.state,
        to_state=application.state,
        actor=f"staff:{member.id}",
        at=work.now,
        told="",
        note="意见",
        fields="{}",
    )


def _material(work: Work, contract: Contract, owner: int, place: int) -> Material:
    return Material(
        draft_id=None,
        application_id=owner,
        firm_id=contract.firm_id,
        item="",
        name=f"{place}.pdf",
        media_type="application/pdf",
        size=1,
        sha256=f"{place:064d}",
        path=f"none/{owner}-{place}",
        copy=None,
        invoice=f"{place:020d}",
        received_at=work.now,
        received_by="binding:1",
    )


def _another(work: Work, contract: Contract, place: int) -> Application:
    """Ended, so that it changes nothing of what can be done."""
    return work.add(
        Application(
            number=f"AZ-2025-{place:06d}",
            contract_id=contract.id,
            kind="followup",
            state="withdrawn",
            state_since=work.now,
            amount=100,
            approved=None,
            form_version=1,
            data="{}",
            declaration="{}",
            submitted_at=work.now,
            submitted_by="binding:1",
        )
    )


def _much_on_contract(work: Work, number: str, some: range) -> list[Application]:
    """Every kind of record, and applications, which it gives."""
    contract = contract_numbered(work, number)
    assert contract is not None
    kept = {"recorded_by": 1, "recorded_at": work.now}
    for place in some:
        work.add(
            Amendment(
                contract_id=contract.id,
                kind="due_date",
                value="2027-01-01",
                document=f"{place}号",
                effective_on=_DAY,
                checked_by=None,
                checked_at=None,
                discarded=False,
                **kept,
            )
        )
        made = Evaluation(
            contract_id=contract.id,
            article=17,
            organiser="组",
            document="文",
            evaluated_on=_DAY,
            grade="basic",
            advice="改",
            **kept,
        )
        work.add(made)
        work.add(Recheck(evaluation_id=made.id, accepted=True, organ="组", document="文", checked_on=_DAY, **kept))
        work.add(
            Oversight(contract_id=contract.id, kind="inspection", quarter="", done_on=_DAY, findings="无", **kept)
        )
        work.add(_closed_case(work, contract))
    return [_another(work, contract, place) for place in some]


def _closed_case(work: Work, contract: Contract) -> ReturnCase:
    return ReturnCase(
        contract_id=contract.id,
        kind="recovery",
        ground="overdue",
        decision="决",
        organ="局",
        reason="因",
        amount=100,
        pay_by=None,
        pay_to="",
        explanation="",
        closing="完",
        state="closed",
        opened_by=1,
        opened_at=work.now,
    )


def _much_in_case(work: Work, some: range) -> None:
    case = case_of(work, 1)
    assert case is not None
    for place in some:
        work.add(
            ReturnedMoney(
                case_id=case.id,
                amount=1,
                voucher=f"缴{place}",
                returned_on=_DAY,
                recorded_by=1,
                recorded_at=work.now,
            )
        )


@pytest.mark.parametrize(
    ("act", "state"),
    [
        ((OFFICE, "act.return"), State.SUBMITTED),
        ((OFFICE, "act.agree_partly"), State.TABLED),
        ((PAYER, "act.pay"), State.APPROVED),
        ((PAYER, "act.reverse"), State.PAYING),
    ],
)
async def test_the_form_of_an_act_on_an_application(
    parts: Parts, office: Office, numbers: dict[State, str], act: tuple[str, str], state: State
) -> None:
    name, key = act
    path = act_on(key, Subject.APPLICATION, numbers[state])
    counts = set[int]()
    for some in (ONE, MANY):
        await parts.database.write(partial(_much_on_application, number=numbers[state], some=some), parts.clock())
        counts.add(await _counted(parts, office, name, path))
    assert len(counts) == 1
    assert counts.pop() <= MOST


@pytest.mark.parametrize("key", ["act.evaluate", "act.change_amount", "binding.end", "act.bind_code"])
async def test_the_form_of_an_act_on_a_contract(parts: Parts, office: Office, key: str) -> None:
    path = act_on(key, Subject.CONTRACT, "演示-2026-08")
    counts = set[int]()
    for some in (ONE, MANY):
        await parts.database.write(partial(_much_on_contract, number="演示-2026-08", some=some), parts.clock())
        counts.add(await _counted(parts, office, BUREAU, path))
    assert len(counts) == 1
    assert counts.pop() <= MOST
