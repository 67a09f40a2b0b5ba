"""Who was told what stays with the case: to whom, in which way, what became of it, seen when."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from handlers.identity.actors import Contractor
from handlers.messages import Channel, Event, EventKind, Person
from handlers.notices.delivery import mark, notices_since, tell_firm
from handlers.notices.records import Told, notices_of, notices_to
from handlers.texts import notice_records as texts
from store.database import Database
from store.outbox.outcomes import About
from store.retention.expiry import delete_expired
from store.retention.purging import purge
from store.states import NoticeState
from store.tables.contracts import Contract
from store.work import Work
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.handlers.notices.test_notices import bind


async def contract_of(database: Database, firm: int, clock: FrozenClock) -> int:
    def act(work: Work) -> int:
        row = Contract(
            number="合同-1",
            firm_id=firm,
            project="仓储",
            procurement="",
            amount=100_00,
            ratio=None,
            signed_on=work.now.date(),
            due_on=work.now.date(),
            payee_name="",
            payee_account="",
            payee_bank="",
            state="active",
            created_at=work.now,
        )
        return work.add(row).id

    return await database.write(act, clock())


async def tell(database: Database, clock: FrozenClock, firm: int, contract: int, key: str = "a") -> None:
    about = About(contract_id=contract)
    await database.write(lambda work: tell_firm(work, firm, key=key, text=f"有事{key}。", about=about), clock())


async def told_of(database: Database, clock: FrozenClock, contract: int) -> list[Told]:
    return await database.read(lambda work: notices_of(work, contract_id=contract), clock())


def states(told: list[Told]) -> list[list[NoticeState]]:
    return [[one.state for one in event.deliveries] for event in told]


async def test_a_notice_on_a_page_is_seen_at_the_next_contact(database_url: str, clock: FrozenClock) -> None:
    async with running(database_url, clock) as parts:
        database = parts.database
        firm = await bind(database, clock(), (Channel.WEB, "甲"), (Channel.TERMINAL, "乙"))
        contract = await contract_of(database, firm, clock)
        made = clock()
        await tell(database, clock, firm, contract)
        (event,) = await told_of(database, clock, contract)
        assert (event.text, event.at) == ("有事a。", made)
        assert states([event]) == [[NoticeState.WAITING, NoticeState.WAITING]]
        assert texts.SHOWN_NEXT in event.deliveries[0].words
        clock.advance(days=2)
        seen = clock()
        await Dialogue(parts, "甲", Channel.WEB).says("烂尾咋办")
        (event,) = await told_of(database, clock, contract)
        assert states([event]) == [[NoticeState.SEEN, NoticeState.WAITING]]
        assert event.deliveries[0].at == seen
        assert "网页" in event.deliveries[0].words


async def test_the_same_event_told_again_is_one_record(database: Database, clock: FrozenClock) -> None:
    firm = await bind(database, clock(), (Channel.WEB, "甲"))
    contract = await contract_of(database, firm, clock)
    for _ in range(2):
        await tell(database, clock, firm, contract)
    assert states(await told_of(database, clock, contract)) == [[NoticeState.WAITING]]


async def test_that_nobody_is_bound_is_on_record(database: Database, clock: FrozenClock) -> None:
    firm = await bind(database, clock())
    contract = await contract_of(database, firm, clock)
    await tell(database, clock, firm, contract)
    (event,) = await told_of(database, clock, contract)
    assert [(one.reached_nobody, one.words) for one in event.deliveries] == [(True, texts.NOBODY_BOUND)]


async def test_who_acted_alone_has_no_record_of_being_told(database: Database, clock: FrozenClock) -> None:
    firm = await bind(database, clock(), (Channel.TERMINAL, "甲"))
    contract = await contract_of(database, firm, clock)
    actor = Contractor(1, firm, Person(Channel.TERMINAL, "甲"))
    about = About(contract_id=contract)
    await database.write(
        lambda work: tell_firm(work, firm, key="a", text="有事。", by=actor, about=about), clock()
    )
    assert await told_of(database, clock, contract) == []


async def test_a_notice_fails_with_its_act(database: Database, clock: FrozenClock) -> None:
    firm = await bind(database, clock(), (Channel.WEB, "甲"))
    contract = await contract_of(database, firm, clock)

    def act(work: Work) -> None:
        tell_firm(work, firm, key="a", text="有事。", about=About(contract_id=contract))
        raise RuntimeError

    with suppress(RuntimeError):
        await database.write(act, clock())
    assert await told_of(database, clock, contract) == []


async def test_the_record_outlives_its_message(database_url: str, clock: FrozenClock) -> None:
    async with running(database_url, clock) as parts:
        database = parts.database
        firm = await bind(database, clock(), (Channel.TERMINAL, "乙"))
        contract = await contract_of(database, firm, clock)
        await tell(database, clock, firm, contract)
        await Dialogue(parts, "乙").says("烂尾咋办")
        before = await told_of(database, clock, contract)
        clock.advance(days=3650)
        await database.write(delete_expired, clock())
        await purge(database, clock())
        assert await told_of(database, clock, contract) == before


async def test_who_leaves_is_told_no_more_and_what_they_were_told_stays_without_them(
    database_url: str, clock: FrozenClock
) -> None:
    async with running(database_url, clock) as parts:
        database = parts.database
        firm = await bind(database, clock(), (Channel.WECHAT, "o1"))
        contract = await contract_of(database, firm, clock)
        await tell(database, clock, firm, contract)
        await Dialogue(parts, "o1", Channel.WECHAT).sends(Event(EventKind.UNSUBSCRIBE))
        (event,) = await told_of(database, clock, contract)
        assert (event.text, states([event])) == ("有事a。", [[NoticeState.UNREACHABLE]])
        assert texts.LEFT in event.deliveries[0].words


async def test_what_the_script_of_a_terminal_shows_counts_as_seen(database: Database, clock: FrozenClock) -> None:
    firm = await bind(database, clock(), (Channel.TERMINAL, "甲"))
    contract = await contract_of(database, firm, clock)
    before = await database.read(mark, clock())
    await tell(database, clock, firm, contract)
    await database.write(lambda work: notices_since(work, before, shown=Channel.TERMINAL), clock())
    assert states(await told_of(database, clock, contract)) == [[NoticeState.SEEN]]


async def test_a_person_finds_their_own_and_nobody_elses(database: Database, clock: FrozenClock) -> None:
    firm = await bind(database, clock(), (Channel.WEB, "甲"), (Channel.TERMINAL, "乙"))
    contract = await contract_of(database, firm, clock)
    for key in ("a", "b"):
        await tell(database, clock, firm, contract, key)
        clock.advance(seconds=timedelta(hours=1).seconds)
    own = await database.read(lambda work: notices_to(work, 2), clock())
    assert [event.text for event in own] == ["有事a。", "有事b。"]
    assert [one.binding_id for event in own for one in event.deliveries] == [2, 2]
