"""Once, in order, and nobody waits for anybody else."""

from __future__ import annotations

import asyncio
import secrets
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text, update

from bot.channels.base import Taken
from bot.turns.waking import Bells
from handlers.texts import common
from handlers.turn import Outcome, Turn, say
from policy_kb.models import Sentence
from store.base import Record
from store.database import Database
from store.retention.purging import purge
from store.tables.messages import Claim, Incident, SessionRow
from tests.bot.talking import answer_to, claimed, echo, message, said, talking, words
from tests.clocks import FrozenClock
from tests.stored import everything_stored, stored_sessions


class Counting:
    """Answers with the number of the execution, and can be made to wait."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.may_go: dict[str, asyncio.Event] = {}
        self.begun: dict[str, asyncio.Event] = {}

    def hold(self, *texts: str) -> None:
        for one in texts:
            self.may_go[one], self.begun[one] = asyncio.Event(), asyncio.Event()

    async def __call__(self, turn: Turn) -> Outcome:
        asked = words(turn.inbound)
        if asked in self.may_go:
            self.begun[asked].set()
            await self.may_go[asked].wait()
        self.seen.append(asked)
        return answer_to(turn, f"{asked}#{len(self.seen)}")


async def count(database: Database, record: type[Record]) -> int:
    async with database.reading() as connection:
        return await connection.scalar(select(func.count()).select_from(record)) or 0


async def stored_question(database: Database) -> str:
    return str(await stored_sessions(database))


async def test_a_message_is_answered_and_its_repeat_gets_the_same_without_a_second_effect(
    database: Database, clock: FrozenClock
) -> None:
    handler = Counting()
    async with talking(database, clock, handler) as dispatcher:
        assert said(await dispatcher.handle(message("问"))) == ["问#1"]
        assert said(await dispatcher.handle(message("问"))) == ["问#1"]
    async with talking(database, clock, handler) as dispatcher:
        assert said(await dispatcher.handle_within(message("问"), 60)) == ["问#1"]
    assert handler.seen == ["问"]


async def test_three_deliveries_at_once_are_one_execution(database: Database, clock: FrozenClock) -> None:
    handler = Counting()
    async with talking(database, clock, handler) as dispatcher:
        answers = await asyncio.gather(*(dispatcher.handle(message("问")) for _ in range(3)))
        assert [said(answer) for answer in answers] == [["问#1"]] * 3
        assert dispatcher.running == 0


async def test_three_deliveries_to_three_processes_are_one_execution(
    database: Database, clock: FrozenClock
) -> None:
    handler = Counting()
    async with (
        talking(database, clock, handler) as one,
        talking(database, clock, handler) as two,
        talking(database, clock, handler) as three,
    ):
        answers = await asyncio.gather(*(each.handle(message("问")) for each in (one, two, three)))
    assert [said(answer) for answer in answers] == [["问#1"]] * 3


async def test_fifteen_people_with_the_same_message_id_get_fifteen_answers(
    database: Database, clock: FrozenClock
) -> None:
    handler = Counting()
    async with talking(database, clock, handler) as dispatcher:
        answers = await asyncio.gather(
            *(dispatcher.handle(message("问", key="1", address=f"p{number}")) for number in range(15))
        )
    assert len({said(answer)[0] for answer in answers}) == 15


async def test_two_quick_messages_of_one_person_are_answered_in_order(
    database: Database, clock: FrozenClock
) -> None:
    handler = Counting()
    handler.hold("一")
    async with talking(database, clock, handler) as dispatcher:
        first = asyncio.create_task(dispatcher.handle(message("一")))
        second = asyncio.create_task(dispatcher.handle(message("二")))
        await handler.begun["一"].wait()
        await claimed(dispatcher, "二")
        assert handler.seen == []
        handler.may_go["一"].set()
        assert said(await second) == ["二#2"]
        assert said(await first) == ["一#1"]
    assert '"一;二;"' in await stored_question(database)


async def test_the_order_holds_over_two_processes(database: Database, clock: FrozenClock) -> None:
    handler = Counting()
    handler.hold("一")
    async with talking(database, clock, handler) as one, talking(database, clock, handler) as two:
        first = asyncio.create_task(one.handle(message("一")))
        await handler.begun["一"].wait()
        second = asyncio.create_task(two.handle(message("二")))
        third = asyncio.create_task(one.handle(message("三")))
        await claimed(two, "二")
        await claimed(one, "三")
        assert handler.seen == []
        handler.may_go["一"].set()
        await asyncio.gather(first, second, third)
    assert sorted(handler.seen[1:]) == ["三", "二"]
    assert handler.seen[0] == "一"


async def test_many_messages_of_one_person_never_run_two_at_once(database: Database, clock: FrozenClock) -> None:
    at_work = 0
    order: list[str] = []

    async def handler(turn: Turn) -> Outcome:
        nonlocal at_work
        at_work += 1
        assert at_work == 1
        await asyncio.sleep(0.002)
        order.append(words(turn.inbound))
        at_work -= 1
        return await echo(turn)

    async with talking(database, clock, handler) as one, talking(database, clock, handler) as two:
        asked = [str(number) for number in range(10)]
        answers = await asyncio.gather(
            *((one, two)[number % 2].handle(message(each)) for number, each in enumerate(asked))
        )
    # Each saw exactly what was asked before it: nobody read a session too early.
    assert sorted(said(answer)[0] for answer in answers) == sorted(
        "".join(f"{each};" for each in order[:place]) + order[place] for place in range(10)
    )


async def test_a_hundred_slow_people_do_not_delay_another(database: Database, clock: FrozenClock) -> None:
    handler = Counting()
    handler.hold("慢")
    async with talking(database, clock, handler) as dispatcher:
        slow = [
            asyncio.create_task(dispatcher.handle(message("慢", address=f"p{number}"))) for number in range(100)
        ]
        await handler.begun["慢"].wait()
        async with asyncio.timeout(60):
            assert said(await dispatcher.handle(message("快"))) == ["快#1"]
        handler.may_go["慢"].set()
        await asyncio.gather(*slow)


@pytest.mark.parametrize(("hours", "executions"), [(71, 1), (73, 2)])
async def test_an_answer_is_kept_for_seventy_two_hours(
    database: Database, clock: FrozenClock, hours: int, executions: int
) -> None:
    handler = Counting()
    async with talking(database, clock, handler) as dispatcher:
        await dispatcher.handle(message("问"))
        clock.advance(hours=hours)
        assert said(await dispatcher.handle(message("问"))) == [f"问#{executions}"]
    assert len(handler.seen) == executions


async def test_the_purge_takes_claims_after_seventy_two_hours_and_not_before(
    database: Database, clock: FrozenClock
) -> None:
    async with talking(database, clock) as dispatcher:
        await dispatcher.handle(message("问"))
        clock.advance(hours=71)
        await purge(database, clock())
        assert await count(database, Claim) == 1
        clock.advance(hours=2)
        await purge(database, clock())
        assert await count(database, Claim) == 0


async def test_a_repeat_a_minute_after_midnight_is_found(database: Database, clock: FrozenClock) -> None:
    handler = Counting()
    clock.now = clock.now.replace(hour=23, minute=59, second=30)
    async with talking(database, clock, handler) as dispatcher:
        await dispatcher.handle(message("问"))
        clock.advance(minutes=1)
        assert said(await dispatcher.handle(message("问"))) == ["问#1"]


async def test_the_order_holds_over_midnight(database: Database, clock: FrozenClock) -> None:
    handler = Counting()
    handler.hold("一")
    clock.now = clock.now.replace(hour=23, minute=59, second=59)
    async with talking(database, clock, handler) as dispatcher:
        first = asyncio.create_task(dispatcher.handle(message("一")))
        await handler.begun["一"].wait()
        clock.advance(seconds=2)
        second = asyncio.create_task(dispatcher.handle(message("二")))
        await claimed(dispatcher, "二")
        assert handler.seen == []
        handler.may_go["一"].set()
        await asyncio.gather(first, second)
    assert handler.seen == ["一", "二"]


async def test_the_session_survives_a_restart(database: Database, clock: FrozenClock) -> None:
    async with talking(database, clock) as dispatcher:
        await dispatcher.handle(message("一"))
    async with talking(database, clock) as dispatcher:
        assert said(await dispatcher.handle(message("二"))) == ["一;二"]


async def test_a_session_that_cannot_be_read_is_begun_afresh(database: Database, clock: FrozenClock) -> None:
    async with talking(database, clock) as dispatcher:
        await dispatcher.handle(message("一"))
        async with database.writing() as connection:
            await connection.execute(update(SessionRow).values(data='{"of": "old"}'))
        assert said(await dispatcher.handle(message("二"))) == ["二"]


async def test_what_does_not_fit_is_kept_for_more(database: Database, clock: FrozenClock) -> None:
    async def handler(turn: Turn) -> Outcome:
        if words(turn.inbound) == "更多":
            return Outcome((say(*(part.text for part in turn.session.rest)),), turn.session)
        return Outcome((say("一句话。" * 200), say("后面的。")), turn.session)

    async with talking(database, clock, handler) as dispatcher:
        first = await dispatcher.handle(message("问"))
        assert first[0].parts[-1] == Sentence(text=common.MORE)
        (second,) = await dispatcher.handle(message("更多"))
        assert len(first) == 1
        assert second.parts[-1] == Sentence(text="后面的。")
        assert said(await dispatcher.handle(message("更多", key="2"))) == [""]


async def test_a_link_in_what_did_not_fit_is_readable_nowhere(
    database: Database, clock: FrozenClock, tmp_path: Path
) -> None:
    """It waits for 更多 in the session, and would be there for whoever copies the database."""
    link = f"/upload/{secrets.token_urlsafe(32)}"

    async def handler(turn: Turn) -> Outcome:
        if words(turn.inbound) == "更多":
            return Outcome((say(*(part.text for part in turn.session.rest)),), turn.session)
        return Outcome((say("一句话。" * 200, link),), turn.session)

    async with talking(database, clock, handler) as dispatcher:
        assert link not in said(await dispatcher.handle(message("问")))[0]
        waiting = await everything_stored(database, tmp_path)
        assert link in said(await dispatcher.handle(message("更多")))[0]
    assert link.encode() not in waiting + await everything_stored(database, tmp_path)


async def test_a_session_stored_before_they_were_encrypted_goes_on(database: Database, clock: FrozenClock) -> None:
    async with talking(database, clock) as dispatcher:
        await dispatcher.handle(message("一"))
        (stored,) = await stored_sessions(database)
        async with database.writing() as connection:
            await connection.execute(update(SessionRow).values(data=stored))
        assert said(await dispatcher.handle(message("二"))) == ["一;二"]


async def test_every_turn_writes_its_session_though_nothing_changed(
    database: Database, clock: FrozenClock
) -> None:
    async def handler(turn: Turn) -> Outcome:
        return Outcome((say("好"),), turn.session)

    async with talking(database, clock, handler) as dispatcher:
        await dispatcher.handle(message("一"))
        await dispatcher.handle(message("二"))
    async with database.reading() as connection:
        assert await connection.scalar(select(SessionRow.version)) == 2


async def test_an_exception_becomes_an_apology_with_a_reference_and_a_record_without_the_text(
    database: Database, clock: FrozenClock, capsys: pytest.CaptureFixture[str]
) -> None:
    async def handler(turn: Turn) -> Outcome:
        raise ValueError(f"cannot digest {words(turn.inbound)}")

    async with talking(database, clock, handler) as dispatcher:
        (apology,) = said(await dispatcher.handle(message("身份证号金丝雀")))
        assert said(await dispatcher.handle(message("身份证号金丝雀"))) == [apology]
    async with database.reading() as connection:
        (incident,) = (await connection.execute(select(Incident))).all()
    assert incident.reference in apology
    assert (incident.error, incident.at) == ("ValueError", clock())
    assert "test_dispatch.py" in incident.place
    logged = capsys.readouterr().out
    assert incident.reference in logged
    assert [one for one in ("身份证号", "金丝雀") if one in logged] == []  # figures the claim's number has


async def test_a_failing_store_is_answered_with_an_apology(database: Database, clock: FrozenClock) -> None:
    async with talking(database, clock) as dispatcher:
        async with database.writing() as connection:
            await connection.execute(text("ALTER TABLE claims RENAME TO claims_gone"))
        assert "编号" in said(await dispatcher.handle(message("问")))[0]


async def test_forgetting_erases_session_messages_and_answers(database: Database, clock: FrozenClock) -> None:
    async def handler(turn: Turn) -> Outcome:
        return answer_to(turn, "好", forget=words(turn.inbound) == "删除我的信息")

    async with talking(database, clock, handler) as dispatcher:
        await dispatcher.handle(message("一"))
        await dispatcher.handle(message("一", address="other"))
        assert said(await dispatcher.handle(message("删除我的信息"))) == ["好"]
        assert said(await dispatcher.handle(message("删除我的信息"))) == ["好"]
        assert said(await dispatcher.handle(message("一"))) == [common.ANSWER_LOST]
        assert said(await dispatcher.handle(message("一", address="other"))) == ["好"]
    assert await count(database, SessionRow) == 1


async def test_nothing_in_a_claim_is_in_the_clear(database: Database, clock: FrozenClock) -> None:
    async with talking(database, clock) as dispatcher:
        await dispatcher.handle(message("问", key="key-kwxy", address="openid-kwxy"))
    async with database.reading() as connection:
        (row,) = (await connection.execute(select(Claim.key_hash, Claim.person_hash, Claim.owner))).all()
    assert b"kwxy" not in row.key_hash + row.person_hash + row.owner.encode()  # no figures, which chance has
    assert len(row.key_hash) == len(row.person_hash) == 32


async def test_a_closing_dispatcher_ends_what_runs_and_takes_no_more(
    database: Database, clock: FrozenClock
) -> None:
    handler = Counting()
    handler.hold("慢")
    async with talking(database, clock, handler) as dispatcher:
        slow = asyncio.create_task(dispatcher.handle(message("慢")))
        await handler.begun["慢"].wait()
        closing = asyncio.create_task(dispatcher.close())
        await asyncio.sleep(0)
        assert said(await dispatcher.handle(message("新"))) == [common.STOPPING]
        handler.may_go["慢"].set()
        await closing
        assert said(await slow) == ["慢#1"]
    assert handler.seen == ["慢"]


async def test_a_turn_that_does_not_end_in_time_is_left_to_its_lease(
    database: Database, clock: FrozenClock
) -> None:
    handler = Counting()
    handler.hold("慢")
    async with talking(database, clock, handler, grace=0.05) as dispatcher:
        slow = asyncio.create_task(dispatcher.handle(message("慢")))
        await handler.begun["慢"].wait()
    assert said(await slow) == [common.STOPPING]
    handler.may_go["慢"].set()
    clock.advance(seconds=5)
    async with talking(database, clock, handler) as dispatcher:
        assert said(await dispatcher.handle(message("慢"))) == ["慢#1"]


async def test_a_caller_who_goes_away_does_not_take_the_turn_along(database: Database, clock: FrozenClock) -> None:
    handler = Counting()
    handler.hold("慢")
    async with talking(database, clock, handler) as dispatcher:
        gone = asyncio.create_task(dispatcher.handle(message("慢")))
        await handler.begun["慢"].wait()
        gone.cancel()
        handler.may_go["慢"].set()
        assert said(await dispatcher.handle(message("慢"))) == ["慢#1"]


async def test_a_turn_whose_claim_was_taken_over_has_no_effect(database: Database, clock: FrozenClock) -> None:
    slow, quick = Counting(), Counting()
    slow.hold("问")
    async with talking(database, clock, slow, lease=timedelta(minutes=1)) as one:
        first = asyncio.create_task(one.handle(message("问")))
        await slow.begun["问"].wait()
        clock.advance(minutes=2)  # as if the process had slept through its lease
        async with talking(database, clock, quick) as two:
            quick.seen.append("earlier")
            assert said(await two.handle(message("问"))) == ["问#2"]
            slow.may_go["问"].set()
            assert said(await first) == ["问#2"]
    assert (await stored_question(database)).count("问;") == 1


async def test_what_failed_or_comes_too_late_is_to_be_brought_again(
    database: Database, clock: FrozenClock
) -> None:
    handler = Counting()
    handler.hold("问")
    async with talking(database, clock, handler) as dispatcher:
        taken = asyncio.create_task(dispatcher.accept(message("问")))
        await handler.begun["问"].wait()
        await dispatcher._writer.close()
        handler.may_go["问"].set()
        assert await taken is Taken.NOT
    async with talking(database, clock, handler) as dispatcher:
        await dispatcher.close()
        assert await dispatcher.accept(message("再", address="berta")) is Taken.NOT
    assert handler.seen == ["问"]


async def test_after_a_failure_the_rest_of_an_answer_can_still_be_shown(
    database: Database, clock: FrozenClock
) -> None:
    async def handler(turn: Turn) -> Outcome:
        if words(turn.inbound) == "坏":
            raise ValueError("bad")
        if words(turn.inbound) == "长":
            return Outcome((say(*(f"{number}" * 500 for number in range(9))),), turn.session)
        return Outcome((say(str(len(turn.session.rest))),), turn.session)

    async with talking(database, clock, handler) as dispatcher:
        await dispatcher.handle(message("长"))
        await dispatcher.handle(message("坏"))
        assert int(said(await dispatcher.handle(message("余")))[0]) > 0


async def test_a_bell_wakes_whoever_waits_for_the_person(clock: FrozenClock) -> None:
    bells, anna, berta = Bells(), message("问").person, message("问", address="berta").person
    waits = asyncio.create_task(bells.wait(anna, 3600))
    while not len(bells):  # noqa: ASYNC110 -- a bell is no event of ours
        await asyncio.sleep(0)
    bells.ring(berta)
    await asyncio.sleep(0)
    assert not waits.done()
    bells.ring(anna)
    async with asyncio.timeout(60):
        await waits
    assert len(bells) == 0
