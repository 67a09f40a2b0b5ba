"""Two people act at once on one thing: one winner, one clear answer, one step and one entry."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import partial
from itertools import count

import pytest
from sqlalchemy import Connection, func, select

from handlers.casework.contracts import add_contract
from handlers.casework.perform import Declaration, SubmitFields
from handlers.casework.table import ActName
from handlers.identity.actors import Actor
from handlers.results import Done, Refused, Result
from handlers.texts import contracts as contract_texts
from handlers.texts import refusals as texts
from policy_kb.models import Model
from store.database import Database
from store.queries.applications import application_numbered
from store.states import Kind
from store.tables.audit import AuditRow
from store.tables.contracts import Contract
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.casework import given, oracle
from tests.handlers.casework.crowd import Crowd
from tests.handlers.casework.doing import perform, resubmit, submit
from tests.handlers.casework.settled import SettledCopy
from tests.handlers.casework.waiting import check_kept
from tests.handlers.contracts.contracts import contract_terms
from tests.keys import KEYS

_NOW = FrozenClock().now
_NUMBERS = count()
_Act = Callable[[Work], Result]


@dataclass(frozen=True, slots=True)
class Race:
    """Two ways into one database, each with its own connections."""

    first: Database
    second: Database
    crowd: Crowd

    async def run(self, *acts: _Act) -> list[Result]:
        """All at once, in turns on the two databases."""
        ways = (self.first, self.second)
        return await asyncio.gather(*(ways[place % 2].write(act, _NOW) for place, act in enumerate(acts)))

    async def one(self, act: _Act) -> str:
        result = await self.first.write(act, _NOW)
        assert isinstance(result, Done), result
        return result.subject


@pytest.fixture
async def race(settled_copy: SettledCopy) -> AsyncIterator[Race]:
    first, second = (Database.open(settled_copy.url, KEYS) for _ in range(2))
    yield Race(first, second, settled_copy.crowd)
    await first.write(check_kept, _NOW)
    await first.close()
    await second.close()


def _sending(kind: Kind = Kind.FOLLOWUP, amount: int = 1_000) -> SubmitFields:
    declaration = Declaration(words="承诺", confirmed_at=_NOW, sha256=())
    return SubmitFields(
        contract_id=2, kind=kind, amount=amount, data="{}", form_version=1, declaration=declaration
    )


def _act(actor: Actor, act: ActName, number: str, fields: Model | None = None, seen: int | None = None) -> _Act:
    return lambda work: perform(work, actor, act, number, fields, seen=seen)


def _entries(work: Work) -> int:
    return work.session.scalar(select(func.count()).select_from(AuditRow)) or 0


async def _one_winner(race: Race, *acts: _Act) -> Refused:
    """Exactly one is done, with one entry; the other is told why not, in words."""
    before = await race.first.write(_entries, _NOW)
    results = await race.run(*acts)
    won = [result for result in results if isinstance(result, Done)]
    lost = [result for result in results if isinstance(result, Refused)]
    assert (len(won), len(lost)) == (1, len(acts) - 1), results
    assert await race.first.write(_entries, _NOW) == before + 1
    assert all(reason.text for one in lost for reason in one.reasons)
    await race.second.write(oracle.check, _NOW)
    return lost[0]


async def _fresh(race: Race) -> str:
    """A new application of the second contract; the one before is taken back."""
    return await race.one(lambda work: submit(work, race.crowd.people[0], _sending()))


async def _take_back(race: Race, number: str) -> None:
    await race.first.write(lambda work: perform(work, race.crowd.people[0], ActName.WITHDRAW, number), _NOW)


def _payment(amount: int) -> Model:
    name = "安泽县演示甲有限公司"
    return given.payment(yuan=0, voucher=f"V{next(_NUMBERS)}", payee_name=name, amount=amount)


async def _version(race: Race, number: str) -> int:
    def look(work: Work) -> int:
        found = application_numbered(work, number)
        return found.version if found else 0

    return await race.second.write(look, _NOW)


@pytest.mark.soak
async def test_two_decide_on_one_application(race: Race, soak_factor: int) -> None:
    """What comes second no longer fits, or was moved on since it was seen."""
    dice, crowd = random.Random(4), race.crowd
    office, other = crowd.named("甲"), crowd.named("乙")
    for _ in range(4 * soak_factor):
        number = await _fresh(race)
        seen = dice.choice((None, await _version(race, number)))
        acts = [
            _act(office, ActName.ACCEPT, number, seen=seen),
            _act(other, ActName.RETURN, number, given.lacking(), seen=seen),
        ]
        dice.shuffle(acts)
        lost = await _one_winner(race, *acts)
        expected = texts.MOVED_ON if seen is not None else "现在的状态是"
        assert lost.reasons[0].text.startswith(expected)
        await _take_back(race, number)


@pytest.mark.soak
async def test_two_people_of_a_firm_submit_at_once(race: Race, soak_factor: int) -> None:
    boss, partner = race.crowd.people[:2]
    for _ in range(4 * soak_factor):
        results = await race.run(
            lambda work: submit(work, boss, _sending()), lambda work: submit(work, partner, _sending())
        )
        (won,) = [result for result in results if isinstance(result, Done)]
        (lost,) = [result for result in results if isinstance(result, Refused)]
        assert won.subject in lost.reasons[0].text
        await _take_back(race, won.subject)


@pytest.mark.soak
async def test_a_contractor_withdraws_while_the_office_accepts(race: Race, soak_factor: int) -> None:
    """Whoever is first; an accepted application can still be withdrawn, so both may come one after the other."""
    for _ in range(4 * soak_factor):
        number = await _fresh(race)
        seen = await _version(race, number)
        await _one_winner(
            race,
            _act(race.crowd.people[0], ActName.WITHDRAW, number, seen=seen),
            _act(race.crowd.named("甲"), ActName.ACCEPT, number, seen=seen),
        )
        await _take_back(race, number)


@pytest.mark.soak
async def test_two_pay_the_last_of_the_money(race: Race, soak_factor: int) -> None:
    """The first contract has room for one of two payments that meet; then it is reversed."""
    number = await race.one(_first_number)
    payers = (race.crowd.named("丙"), race.crowd.named("戊"))
    for _ in range(4 * soak_factor):
        await _one_winner(race, *(_act(payer, ActName.PAY, number, _payment(150_000)) for payer in payers))
        voucher = f"V{next(_NUMBERS)}"
        await race.one(lambda work, voucher=voucher: _reverse_last(work, payers[0], number, voucher))  # type: ignore[misc] # bound now


@pytest.mark.soak
async def test_one_voucher_is_not_entered_twice(race: Race, soak_factor: int) -> None:
    number = await race.one(_first_number)
    payers = (race.crowd.named("丙"), race.crowd.named("戊"))
    for _ in range(2 * soak_factor):
        fields = _payment(1)
        await _one_winner(race, *(_act(payer, ActName.PAY, number, fields) for payer in payers))


@pytest.mark.soak
async def test_two_mend_one_returned_application(race: Race, soak_factor: int) -> None:
    boss, partner = race.crowd.people[:2]
    for _ in range(2 * soak_factor):
        number = await _fresh(race)
        await race.one(_act(race.crowd.named("甲"), ActName.RETURN, number, given.lacking()))
        await _one_winner(
            race,
            lambda work, number=number: resubmit(work, boss, number, _sending(amount=2_000)),  # type: ignore[misc] # bound now
            lambda work, number=number: resubmit(work, partner, number, _sending(amount=3_000)),  # type: ignore[misc] # bound now
        )
        await _take_back(race, number)


def _first_number(work: Work) -> Result:
    contract = work.get(Contract, 1)
    assert contract is not None
    (row,) = oracle.read_ledger(work).applications[:1]
    return Done(row.number, row.version)


def _reverse_last(work: Work, actor: Actor, number: str, voucher: str) -> Result:
    application = application_numbered(work, number)
    assert application is not None
    last = oracle.read_ledger(work).payments[application.id][-1]
    return perform(work, actor, ActName.REVERSE, number, given.reversal(last.voucher, voucher))


async def test_of_two_who_enter_one_contract_the_second_reads_that_it_is_there(race: Race) -> None:
    name = "安泽县演示甲有限公司"
    for place in range(5):
        new = contract_terms(number=f"AZ-HT-9{place}", firm_name=name, payee_name=name)
        entering = partial(add_contract, actor=race.crowd.named("丁"), new=new)
        results = await race.run(entering, entering)
        assert {type(result) for result in results} == {Done, Refused}
        (refused,) = (result for result in results if isinstance(result, Refused))
        assert [reason.text for reason in refused.reasons] == [contract_texts.exists(number=new.number)]


async def test_papers_that_come_in_at_once_take_places_without_a_gap(race: Race) -> None:
    crowd = race.crowd
    acts = [
        _act(crowd.named(name), ActName.REGISTER_PAPER, number, given.incoming("letter"))
        for name in ("甲", "丙", "丁", "己")
        for number in ("AZ-HT-001", "AZ-HT-003")
    ]
    results = await race.run(*acts)
    done = [result for result in results if isinstance(result, Done)]
    assert {result.subject for result in done} == {f"2026-{place}" for place in range(1, len(acts) + 1)}
    await race.second.write(oracle.check, _NOW)


async def test_a_place_that_was_refused_or_rolled_back_is_taken_by_the_next(race: Race) -> None:
    crowd = race.crowd

    def broken(work: Work) -> Result:
        result = perform(work, crowd.named("甲"), ActName.REGISTER_PAPER, "AZ-HT-001", given.incoming("letter"))
        assert isinstance(result, Done)
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        await race.first.write(broken, _NOW)
    assert (
        await race.one(_act(crowd.named("丁"), ActName.REGISTER_PAPER, "AZ-HT-001", given.incoming())) == "2026-1"
    )


async def test_two_check_one_entry_and_two_enter_from_one_paper(race: Race) -> None:
    crowd = race.crowd
    paper = await race.one(_act(crowd.named("甲"), ActName.REGISTER_PAPER, "AZ-HT-002", given.incoming()))
    sending = _sending().model_copy(update={"paper": paper})
    entered = await race.run(
        lambda work: submit(work, crowd.named("甲"), sending),
        lambda work: submit(work, crowd.named("丁"), sending),
    )
    (number,) = [result.subject for result in entered if isinstance(result, Done)]
    second = crowd.named("乙")
    results = await race.run(
        _act(second, ActName.CHECK_ENTRY, number), _act(second, ActName.RETURN_ENTRY, number, given.slip())
    )
    assert sum(isinstance(result, Done) for result in results) == 1
    await race.second.write(oracle.check, _NOW)


async def test_two_cases_of_one_firm_do_not_wait_for_each_other(race: Race) -> None:
    """Each act holds its contract; what it says of the firm tells of the other contract's applications as well."""
    member, letter = race.crowd.named("甲"), given.incoming("letter")

    def hold(connection: Connection) -> Work:
        work = Work(connection, _NOW, KEYS)
        work.lock(Contract, 2)
        return work

    def register(work: Work, number: str) -> None:
        assert isinstance(perform(work, member, ActName.REGISTER_PAPER, number, letter), Done)
        work.finish()

    async with race.first.writing() as connection:
        held = await connection.run_sync(hold)
        if not race.first.is_sqlite:  # which has one writer
            await race.second.write(partial(register, number="AZ-HT-001"), _NOW)
        await connection.run_sync(lambda _: register(held, "AZ-HT-002"))
