"""Over a year of days chosen by chance: no notice is thrown away, forgotten or shown twice before it was seen."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.channels.base import Dead, Delivery, Hold, Retry, Sent
from bot.counting import NoCounters
from bot.outbox.delivery import ChannelWorker
from handlers.messages import Channel
from handlers.notices.delivery import tell_firm
from handlers.turn import Outcome, Turn, say
from store.database import Database
from store.retention.expiry import delete_expired
from store.retention.purging import purge
from store.states import NoticeState, OutboxRank, OutboxState
from store.tables.messages import OutboxRow
from store.tables.notices import FirmNotice
from store.work import Work
from tests.bot.sending import FakeSender
from tests.bot.talking import message, said, talking
from tests.clocks import FrozenClock
from tests.handlers.notices.test_notices import found_firm
from tests.keys import KEYS

REACHED = {NoticeState.SEEN.value, NoticeState.HANDED_OVER.value}
DELIVERIES: tuple[Delivery, ...] = (
    Sent(),
    Hold("window_closed"),
    Hold("not_following", reaches_nobody=True),
    Dead("outcome_unknown"),
    Retry("busy"),
)

_NOTHING_DUE = 60.0

DAYS = st.sampled_from((0, 1, 4, 31, 100))
STEPS = st.one_of(
    st.tuples(st.just("told"), st.sampled_from((OutboxRank.URGENT, OutboxRank.NOTICE))),
    st.tuples(st.just("sent"), st.sampled_from(DELIVERIES)),
    st.tuples(st.just("writes"), st.booleans()),
)
YEAR = st.lists(st.tuples(DAYS, STEPS), min_size=4, max_size=12)


async def answered(turn: Turn) -> Outcome:
    return Outcome((say("在。"),), turn.session)


class Year:
    """One firm with one person in WeChat, and what the platform makes of its messages."""

    def __init__(self, database: Database) -> None:
        self.clock = FrozenClock()
        self.database = database
        self.sender = FakeSender()
        self.worker = ChannelWorker(
            database, self.sender, self.clock, counters=NoCounters(), idle=_NOTHING_DUE, jitter=lambda: 0.0
        )
        self.firm = 0
        self.told: list[str] = []
        self.shown: list[str] = []

    async def begin(self) -> None:
        self.firm = await self.database.write(
            lambda work: found_firm(work, (Channel.WECHAT, "anna")), self.clock()
        )

    async def step(self, what: str, how: object) -> None:
        if isinstance(how, OutboxRank):
            await self._tell(how)
        elif isinstance(how, bool):
            await self._write(fits=how)
        else:
            self.sender.answer = lambda _outgoing: how  # type: ignore[assignment, return-value] # a Delivery
            await self._send()
        assert what

    async def housekeeping(self) -> None:
        await purge(self.database, self.clock())
        await self.database.write(delete_expired, self.clock())

    async def settle(self) -> None:
        """The platform takes everything, and the person comes twice."""
        self.sender.answer = lambda _outgoing: Sent()
        for _ in range(2):
            self.clock.advance(hours=1)
            await self._send(most=len(self.told) + 12)
            await self._write(fits=True)

    async def lost(self) -> list[str]:
        """Notices that neither reached their person nor wait for them."""
        async with self.database.reading() as connection:
            found = (await connection.execute(select(FirmNotice.key, FirmNotice.state))).all()
            waiting = set(
                await connection.scalars(
                    select(OutboxRow.dedupe_key).where(
                        OutboxRow.state != OutboxState.SENT.value, OutboxRow.payload.is_not(None)
                    )
                )
            )
        assert len(found) == len(self.told)
        return [row.key for row in found if row.state not in REACHED and row.key not in waiting]

    async def _tell(self, rank: OutboxRank) -> None:
        text = f"第{len(self.told) + 1}件。"
        self.told.append(text)

        def act(work: Work) -> None:
            tell_firm(work, self.firm, key=text, text=text, rank=rank)

        await self.database.write(act, self.clock())

    async def _send(self, most: int = 4) -> None:
        for _ in range(most):
            if await self.worker.send_due() >= _NOTHING_DUE:
                break

    async def _write(self, *, fits: bool) -> None:
        async with talking(
            self.database, self.clock, answered, fits=lambda _channel, _messages: fits
        ) as dispatcher:
            key = f"{self.clock()} {len(self.shown)} {len(self.told)}"
            answer = await dispatcher.handle_within(message("在吗", key=key), 60)
        if isinstance(answer, tuple):
            self.shown += [text.removeprefix("【通知】") for text in said(answer) if text != "在。"]


async def _live(template: Path, steps: Sequence[tuple[int, tuple[str, object]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(template, Path(folder) / "year.db")
        database = Database.open(f"sqlite:///{folder}/year.db", KEYS)
        try:
            year = Year(database)
            await year.begin()
            for days, (what, how) in steps:
                year.clock.advance(days=days, seconds=1)
                await year.step(what, how)
                await year.housekeeping()
                assert await year.lost() == []
            await year.settle()
        finally:
            await database.close()
    said_last = [text.splitlines()[-1] for text in year.sender.sent]  # below the word that something is missing
    pushed = [line.removeprefix("【通知】") for line in said_last if line != "在。"]
    assert sorted(pushed + year.shown) == sorted(year.told)


@pytest.mark.rotated("many examples", 2)
@given(YEAR)
@settings(
    max_examples=5,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a year is long to shrink
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_whatever_a_year_brings_every_notice_is_seen_once(
    migrated_file: Path, steps: list[tuple[int, tuple[str, object]]]
) -> None:
    asyncio.run(_live(migrated_file, steps))
