"""Messages that were not sent, at the console: seen by state and channel, never read, sent again by an act."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.wiring import Parts
from handlers.texts import outbox as texts
from handlers.texts.platform_answers import in_words
from store.outbox.pace import OUTAGE, hold_pace, keep_pace
from store.outbox.rows import list_rows
from store.states import OutboxState, Role
from store.work import Work
from tests.bot.web.staff.conftest import Office
from tests.bot.web.staff.test_intentions import done
from tests.clocks import FrozenClock
from tests.handlers.notices.given_up import REASON, WORDS, given_up

WHY = "网络已恢复"


@pytest.fixture
def parts(county: Parts) -> Parts:
    return county


async def test_a_message_given_up_is_seen_without_its_text_and_sent_again_once(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    number = await parts.database.write(given_up, clock())
    seat = await office("管", Role.ADMINISTRATOR)
    page = await seat.get("/staff/outbox")
    assert in_words(REASON) in seat.text(page)
    assert WORDS not in page
    assert "oAnna" not in page
    act = f"/staff/act/act.replay_message/message/{number}"
    assert act in page
    await done(seat, act, **{"f.reason": WHY})
    (ready,) = await list_rows(parts.database, OutboxState.READY)
    assert (ready.id, ready.attempts, ready.reason) == (number, 0, "")
    async with seat.client.get(act) as response:
        assert texts.NOT_REPLAYABLE in await response.text(), "it is on its way"
    assert WHY in seat.text(await seat.get("/staff/inbox?all=1"))
    assert str(number) in seat.text(await seat.get("/staff/outbox?state=ready"))


async def test_others_see_it_or_nothing_and_send_nothing_again(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    number = await parts.database.write(given_up, clock())
    clerk, payer = await office("甲", Role.OFFICE), await office("付", Role.PAYER)
    page = await clerk.get("/staff/outbox?state=dead&channel=wechat")
    assert in_words(REASON) in clerk.text(page)
    assert "replay_message" not in page
    assert in_words(REASON) not in clerk.text(await clerk.get("/staff/outbox?state=dead&channel=telegram"))
    for seat, path in (
        (payer, "/staff/outbox"),
        (clerk, f"/staff/act/act.replay_message/message/{number}"),
    ):
        async with seat.client.get(path) as response:
            assert response.status in {403, 404}, path


async def test_the_overview_shows_what_waits_and_how_long(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    await parts.database.write(given_up, clock())
    seat = await office("甲", Role.OFFICE)
    page = await seat.get("/staff/overview")
    assert texts.WAITING in seat.text(page)
    assert "/staff/outbox?state=dead&amp;channel=wechat" in page


async def test_a_channel_whose_platform_is_not_there_says_so(
    office: Office, parts: Parts, clock: FrozenClock
) -> None:
    def fall_silent(work: Work) -> None:
        given_up(work)
        standing = hold_pace(work.connection, "wechat", work.now)
        out = standing.unreached(work.now, lambda _probes: timedelta(minutes=5), by_probe=False, times=OUTAGE)
        keep_pace(work.connection, out)

    await parts.database.write(fall_silent, clock())
    seat = await office("管", Role.ADMINISTRATOR)
    said = "平台连不上，2026年11月24日18:00起停发，2026年11月24日18:05再试"
    assert said in seat.text(await seat.get("/staff/outbox"))
