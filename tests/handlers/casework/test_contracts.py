from __future__ import annotations

import asyncio
from datetime import date, timedelta
from functools import partial

import pytest

from handlers.casework.contracts import (
    activate,
    add_contract,
    amend,
    check_payee,
    discard_payee,
)
from handlers.casework.entry_rows import early_contract_reasons
from handlers.identity.actors import System
from handlers.results import Done, Refused, Result, Source
from handlers.texts import casework, refusals
from handlers.texts import contracts as texts
from handlers.values.contract_terms import NewAmendment, Payee
from policy_kb.roles import PassageRole
from store.database import Database
from store.queries.contracts import contract_numbered
from store.states import AmendmentKind, ContractState, Role
from store.tables.audit import AuditRow
from store.work import Work
from tests.clocks import FrozenClock
from tests.handlers.contracts.contracts import CREDIT_CODES, contract_terms, member
from tests.keys import KEYS

NUMBER = "AZ-HT-001"
TODAY = date(2026, 11, 24)
ACCOUNT = "6222000099998888777"


def change(kind: AmendmentKind, **values: object) -> NewAmendment:
    fields: dict[str, object] = {"kind": kind, "document": "补充协议1号", "effective_on": TODAY}
    return NewAmendment.model_validate(fields | values)


def reasons(result: Result) -> list[str]:
    assert isinstance(result, Refused)
    return [reason.text for reason in result.reasons]


def entered(work: Work, **changes: object) -> Result:
    return add_contract(work, member(work, "工信甲", Role.BUREAU), contract_terms(**changes))


def active(work: Work, **changes: object) -> None:
    assert isinstance(entered(work, **changes), Done)
    assert isinstance(activate(work, member(work, "工信甲", Role.BUREAU), NUMBER), Done)


async def test_a_contract_is_entered_and_activated(database: Database, clock: FrozenClock) -> None:
    await database.write(active, clock())

    def look(work: Work) -> tuple[str, int]:
        found = contract_numbered(work, NUMBER)
        assert found is not None
        return found.state, found.amount

    assert await database.read(look, clock()) == (ContractState.ACTIVE.value, 200_000_000)


async def test_everything_wrong_is_said_at_once(database: Database, clock: FrozenClock) -> None:
    bad = {"number": " ", "credit_code": "123", "amount": 0, "ratio": 10_001, "due_on": date(2020, 1, 1)}
    result = await database.write(lambda work: entered(work, **bad, payee_name="别的公司"), clock())
    found = reasons(result)
    fields = ("number", "credit_code", "amount", "ratio", "due_on", "payee_name")
    assert [text.partition("：")[0] for text in found] == [texts.FIELD_WORDS[field] for field in fields]


async def test_a_number_is_entered_once(database: Database, clock: FrozenClock) -> None:
    await database.write(active, clock())
    again = await database.write(lambda work: entered(work, number="ＡＺ-HT-001"), clock())
    assert reasons(again) == [texts.exists(number=NUMBER)]


async def test_a_firm_keeps_one_name(database: Database, clock: FrozenClock) -> None:
    await database.write(active, clock())
    other = {"number": "AZ-HT-002", "firm_name": "另一家公司", "payee_name": "另一家公司"}
    result = await database.write(lambda work: entered(work, **other), clock())
    assert reasons(result) == [texts.other_firm(name="安泽县演示连翘加工有限公司")]


async def test_without_a_ratio_nothing_is_activated(database: Database, clock: FrozenClock) -> None:
    def act(work: Work) -> Result:
        entered(work, ratio=None)
        return activate(work, member(work, "工信甲", Role.BUREAU), NUMBER)

    result = await database.write(act, clock())
    assert isinstance(result, Refused)
    assert [(reason.source, reason.role) for reason in result.reasons] == [
        (Source.MEASURE, PassageRole.PREPAYMENT)
    ]


async def test_a_ratio_recorded_later_opens_the_contract(database: Database, clock: FrozenClock) -> None:
    def act(work: Work) -> Result:
        entered(work, ratio=None)
        bureau = member(work, "工信甲", Role.BUREAU)
        assert isinstance(amend(work, bureau, NUMBER, change(AmendmentKind.RATIO, ratio=2500)), Done)
        return activate(work, bureau, NUMBER)

    assert isinstance(await database.write(act, clock()), Done)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.BUREAU])
async def test_only_the_bureau_acts_on_contracts(sqlite_url: str, clock: FrozenClock, role: Role) -> None:
    database = Database.open(sqlite_url, KEYS)

    def act(work: Work) -> list[Result]:
        active(work)
        other = member(work, "别人", role)
        return [
            add_contract(work, other, contract_terms(number="X")),
            activate(work, other, NUMBER),
            activate(work, other, "没有这份"),
            amend(work, other, NUMBER, change(AmendmentKind.PAUSE)),
            amend(work, System(), NUMBER, change(AmendmentKind.PAUSE)),
            check_payee(work, other, NUMBER, ACCOUNT),
            discard_payee(work, other, NUMBER),
        ]

    results = await database.write(act, clock())
    await database.close()
    assert {tuple(reasons(result)) for result in results} == {(texts.NOT_ALLOWED,)}


async def test_changes_are_in_force_with_their_record(database: Database, clock: FrozenClock) -> None:
    def act(work: Work) -> tuple[int, date, str]:
        active(work)
        bureau = member(work, "工信甲", Role.BUREAU)
        amend(work, bureau, NUMBER, change(AmendmentKind.AMOUNT, amount=150_000_000))
        amend(work, bureau, NUMBER, change(AmendmentKind.DUE_DATE, due_on=date(2027, 6, 30)))
        amend(work, bureau, NUMBER, change(AmendmentKind.PAUSE))
        found = contract_numbered(work, NUMBER)
        assert found is not None
        return found.amount, found.due_on, found.state

    found = await database.write(act, clock())
    assert found == (150_000_000, date(2027, 6, 30), ContractState.PAUSED.value)


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        (change(AmendmentKind.AMOUNT), f"合同金额：{texts.EMPTY}"),
        (change(AmendmentKind.AMOUNT, amount=0), texts.BAD_AMOUNT),
        (change(AmendmentKind.AMOUNT, amount=200_000_000), texts.SAME),
        (change(AmendmentKind.RATIO, ratio=0), texts.BAD_RATIO),
        (change(AmendmentKind.DUE_DATE, due_on=date(2020, 1, 1)), texts.DUE_BEFORE_SIGNED),
        (change(AmendmentKind.RESUME), texts.wrong_state(state=ContractState.ACTIVE)),
        (change(AmendmentKind.PAUSE, document=" "), texts.NO_DOCUMENT),
        (change(AmendmentKind.PAUSE, effective_on=TODAY + timedelta(days=1)), texts.NOT_YET),
    ],
)
async def test_what_is_wrong_with_a_change_is_said(
    sqlite_url: str, clock: FrozenClock, new: NewAmendment, reason: str
) -> None:
    database = Database.open(sqlite_url, KEYS)

    def act(work: Work) -> Result:
        active(work)
        return amend(work, member(work, "工信甲", Role.BUREAU), NUMBER, new)

    assert reasons(await database.write(act, clock())) == [reason]
    await database.close()


async def test_an_ended_contract_stays_ended(database: Database, clock: FrozenClock) -> None:
    def act(work: Work) -> Result:
        active(work)
        bureau = member(work, "工信甲", Role.BUREAU)
        assert isinstance(amend(work, bureau, NUMBER, change(AmendmentKind.END)), Done)
        return amend(work, bureau, NUMBER, change(AmendmentKind.RESUME))

    assert reasons(await database.write(act, clock())) == [texts.ENDED]


def new_account(account: str = ACCOUNT) -> NewAmendment:
    payee = Payee(account=account, bank="另一家银行")
    return change(AmendmentKind.PAYEE, payee=payee)


async def test_a_new_account_is_in_force_when_a_second_member_typed_it(
    database: Database, clock: FrozenClock
) -> None:
    def act(work: Work) -> tuple[list[Result], str]:
        active(work)
        first, second = member(work, "工信甲", Role.BUREAU), member(work, "工信乙", Role.BUREAU)
        results = [
            check_payee(work, second, NUMBER, ACCOUNT),
            amend(work, first, NUMBER, new_account()),
            amend(work, second, NUMBER, new_account("62220000")),
            check_payee(work, first, NUMBER, ACCOUNT),
            check_payee(work, second, NUMBER, "6222000099998888778"),
        ]
        found = contract_numbered(work, NUMBER)
        assert found is not None
        assert found.payee_account != ACCOUNT
        results.append(check_payee(work, second, NUMBER, "6222 0000 9999 8888 777"))
        return results, found.payee_account

    (none, recorded, twice, same, other, checked), account = await database.write(act, clock())
    assert reasons(none) == [texts.NO_PAYEE_WAITS]
    assert isinstance(recorded, Done)
    assert reasons(twice) == [texts.PAYEE_WAITS]
    assert reasons(same) == [texts.SAME_PERSON]
    assert reasons(other) == [texts.OTHER_ACCOUNT]
    assert isinstance(checked, Done)
    assert account == ACCOUNT


async def test_a_discarded_account_is_never_in_force(database: Database, clock: FrozenClock) -> None:
    def act(work: Work) -> Result:
        active(work)
        first, second = member(work, "工信甲", Role.BUREAU), member(work, "工信乙", Role.BUREAU)
        amend(work, first, NUMBER, new_account())
        assert isinstance(discard_payee(work, first, NUMBER), Done)
        return check_payee(work, second, NUMBER, ACCOUNT)

    assert reasons(await database.write(act, clock())) == [texts.NO_PAYEE_WAITS]


@pytest.mark.parametrize(("first", "how"), [("工信甲", refusals.MOVED_BY_YOU), ("工信乙", refusals.MOVED_ON)])
@pytest.mark.parametrize("kind", [None, AmendmentKind.PAYEE, AmendmentKind.END])
async def test_whoever_saw_an_older_state_is_told_whose_act_came_first(
    database: Database, clock: FrozenClock, first: str, how: str, kind: AmendmentKind | None
) -> None:
    """Of the acts before it the last one counts, also where it left the contract's own row as it was."""

    def act(work: Work) -> tuple[Result, str]:
        entered(work)
        other, late = member(work, first, Role.BUREAU), member(work, "工信甲", Role.BUREAU)
        found = contract_numbered(work, NUMBER)
        assert found is not None
        seen = found.version
        if kind is None:
            done = activate(work, other, NUMBER, seen=seen)
        else:
            changed = new_account() if kind is AmendmentKind.PAYEE else change(kind)
            done = amend(work, other, NUMBER, changed, seen=seen)
        assert isinstance(done, Done)
        assert done.version == seen + 1
        return amend(work, late, NUMBER, change(AmendmentKind.PAUSE), seen=seen), found.state

    result, state = await database.write(act, clock())
    assert reasons(result)[0] == refusals.moved_on(state=casework.CONTRACT_STATES[state], how=how)


async def test_every_act_leaves_one_entry_without_account_or_name(database: Database, clock: FrozenClock) -> None:
    def act(work: Work) -> list[str]:
        active(work)
        amend(work, member(work, "工信甲", Role.BUREAU), NUMBER, new_account())
        found = contract_numbered(work, NUMBER)
        assert found is not None
        rows = [work.get(AuditRow, key) for key in range(1, 20)]
        return [f"{row.act} {row.facts}" for row in rows if row and row.chain == f"contract:{NUMBER}"]

    entries = await database.write(act, clock())
    assert [entry.split()[0] for entry in entries] == ["add", "activate", "change_payee"]
    assert not any(ACCOUNT in entry or "公司" in entry for entry in entries)


@pytest.mark.parametrize("code", ["N2141026MF0000001W", CREDIT_CODES[1].lower(), " 9114 1026 MA0CEH01X1"])
async def test_credit_codes_of_all_kinds_are_known(sqlite_url: str, clock: FrozenClock, code: str) -> None:
    database = Database.open(sqlite_url, KEYS)
    assert isinstance(await database.write(lambda work: entered(work, credit_code=code), clock()), Done)
    await database.close()


@pytest.mark.parametrize("code", ["91141026MA0CEH01X2", "91141026MA0CEH01X", "91141026MA0CEHO1X1", "１" * 18, ""])
async def test_wrong_credit_codes_are_refused(sqlite_url: str, clock: FrozenClock, code: str) -> None:
    database = Database.open(sqlite_url, KEYS)
    assert isinstance(await database.write(lambda work: entered(work, credit_code=code), clock()), Refused)
    await database.close()


async def test_of_two_who_enter_one_number_at_once_one_is_told(database: Database, clock: FrozenClock) -> None:
    await database.write(lambda work: member(work, "工信甲", Role.BUREAU), clock())
    for turn in range(10):
        number = f"AZ-{turn}"
        both = [database.write(partial(entered, number=number), clock()) for _ in range(2)]
        results = await asyncio.gather(*both)
        assert sorted(isinstance(result, Done) for result in results) == [False, True]
        assert [reasons(one) for one in results if isinstance(one, Refused)] == [[texts.exists(number=number)]]


async def test_a_field_is_checked_before_the_others_are_there(database: Database, clock: FrozenClock) -> None:
    def act(work: Work) -> None:
        entered(work)
        known: dict[str, object] = {"number": f" {NUMBER}"}
        assert _early(work, known, "number") == [texts.exists(number=NUMBER)]
        known |= {"number": "AZ-2", "firm_name": "别的公司"}
        assert _early(work, known, "firm_name") == []
        known |= {"credit_code": CREDIT_CODES[0]}
        name = contract_terms().firm_name
        assert _early(work, known, "credit_code") == [texts.other_firm(name=name)]
        assert _early(work, known | {"due_on": "2026-01-01"}, "due_on") == []
        dates: dict[str, object] = {"signed_on": "2026-03-01", "due_on": "2026-01-01"}
        assert _early(work, known | dates, "due_on") == [texts.DUE_BEFORE_SIGNED]
        assert _early(work, known | dates, "number") == []

    await database.write(act, clock())


def _early(work: Work, values: dict[str, object], field: str) -> list[str]:
    return [reason.text for reason in early_contract_reasons(work, values, field)]
