"""A card to one member: where it leads, whom the platform does not know, one token, one repeat, a pace."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.channels.base import Dead, Pause, Retry, Sent
from bot.channels.wechat.api import Done
from bot.channels.wechat.transport import Transport, open_session
from bot.channels.wecom.api import ApplicationApi
from bot.channels.wecom.sender import ApplicationSender
from bot.counting import NoCounters
from bot.metrics import Metrics
from tests.bot.channels.wecom.support import CONSOLE, to_member
from tests.clocks import FrozenClock
from tests.fakes.wechat import Fault
from tests.fakes.wecom import AGENT_ID, CORP_ID, SECRET, SEND, TOKEN, FakeWeCom

TEN_MINUTES = timedelta(minutes=10)


async def test_a_card_leads_to_the_case(application: ApplicationSender, fake: FakeWeCom) -> None:
    notice = to_member("待受理\nAZ-2026-0001 已提交", leads_to="/staff/applications/AZ-2026-0001")
    assert await application.send(notice) == Sent()
    [sent] = fake.sent
    assert (sent.userid, sent.title, sent.text) == ("lihua", "待受理", "AZ-2026-0001 已提交")
    assert sent.url.partition("#")[0] == f"{CONSOLE}/staff/applications/AZ-2026-0001"


async def test_without_an_address_of_the_console_the_words_go_alone(
    api: ApplicationApi, fake: FakeWeCom, clock: FrozenClock
) -> None:
    sender = ApplicationSender(api, clock, NoCounters())
    assert await sender.send(to_member("待受理\nAZ-2026-0001 已提交")) == Sent()
    assert [(sent.text, sent.url) for sent in fake.sent] == [("待受理\nAZ-2026-0001 已提交", "")]


async def test_a_repeat_is_shown_once_and_the_same_words_again_are_another_notice(
    application: ApplicationSender, fake: FakeWeCom, clock: FrozenClock
) -> None:
    fake.fail(SEND, Fault(is_silent=True, after_effect=True))
    assert isinstance(await application.send(to_member("一")), Retry)
    for key, shown in (("key", 1), ("another", 2)):
        clock.advance(seconds=5)
        assert await application.send(to_member("一", key=key)) == Sent()
        assert len(fake.sent) == shown


@pytest.mark.parametrize(
    "fault",
    [
        Fault.code(81013),
        Fault(body=b'{"errcode": 0, "errmsg": "ok", "invaliduser": "lihua"}'),
        Fault(body=b'{"errcode": 0, "errmsg": "ok", "invaliduser": "", "unlicenseduser": "lihua"}'),
    ],
)
async def test_whom_the_platform_does_not_know_is_not_reachable(
    application: ApplicationSender, fake: FakeWeCom, fault: Fault
) -> None:
    fake.fail(SEND, fault)
    delivery = await application.send(to_member("一"))
    assert isinstance(delivery, Dead)
    assert delivery.reason.startswith("unknown_person")


async def test_a_server_that_the_application_does_not_trust_waits_for_a_person(
    application: ApplicationSender, fake: FakeWeCom, clock: FrozenClock, metrics: Metrics
) -> None:
    fake.fail(SEND, Fault.code(60020))
    delivery = await application.send(to_member("一"))
    assert delivery == Pause("configuration 60020", clock() + TEN_MINUTES, needs_somebody=True)
    assert b'ezhen_events_total{name="wecom_configuration"} 1.0' in metrics.render()


async def test_access_is_proved_without_writing_to_anybody(api: ApplicationApi, fake: FakeWeCom) -> None:
    assert await api.check_access() == Done()
    assert not fake.sent


async def test_everybody_who_waits_shares_one_token(application: ApplicationSender, fake: FakeWeCom) -> None:
    fake.members = {f"m{number}" for number in range(30)}
    sent = await asyncio.gather(*(application.send(to_member("一", userid)) for userid in fake.members))
    assert set(sent) == {Sent()}
    assert fake.count(TOKEN) == 1


async def test_an_old_token_is_renewed_once(application: ApplicationSender, fake: FakeWeCom) -> None:
    await application.send(to_member("一", "wangfang"))
    fake.expire_token()
    assert await application.send(to_member("一")) == Sent()
    assert (fake.count(TOKEN), fake.count(SEND)) == (2, 3)


async def test_a_token_that_is_never_good_is_fetched_once_more_only(
    application: ApplicationSender, fake: FakeWeCom, clock: FrozenClock
) -> None:
    fake.fail(SEND, Fault.code(40014), Fault.code(42001))
    assert isinstance(await application.send(to_member("一")), Pause)
    assert (fake.count(TOKEN), fake.count(SEND)) == (2, 2)


async def test_a_wrong_secret_is_one_call_and_shows_nowhere(
    fake: FakeWeCom, clock: FrozenClock, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = f"{SECRET}-wrong"
    async with open_session() as session:
        transport = Transport(session, fake.base)
        api = ApplicationApi(transport, corp_id=CORP_ID, agent_id=AGENT_ID, secret=wrong, clock=clock)
        delivery = await ApplicationSender(api, clock, NoCounters()).send(to_member("一"))
    assert delivery == Pause("configuration 40001", clock() + TEN_MINUTES, needs_somebody=True)
    assert [call.path for call in fake.calls] == [TOKEN]
    out = capsys.readouterr()
    assert wrong not in out.out + out.err


async def test_no_member_is_sent_more_than_the_platform_delivers(
    application: ApplicationSender, fake: FakeWeCom, clock: FrozenClock
) -> None:
    """Two processes, each with a pace of its own, press as fast as they may: nothing is dropped."""
    second = ApplicationSender(application._api, clock, NoCounters(), console_url=CONSOLE)
    for number in range(240):
        for name, sender in (("a", application), ("b", second)):
            await sender.send(to_member("一", key=f"{name}{number}"))
        clock.advance(seconds=0.5)
    assert not fake.dropped
    assert 40 <= len(fake.sent) <= 60
