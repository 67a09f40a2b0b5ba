"""What Telegram does not deal with leads to the web; every other channel and every other matter is let pass."""

from __future__ import annotations

import pytest

from handlers.messages import Channel, Content, Event, EventKind, Inbound, Media, MediaKind, Person, Press, Text
from handlers.office import Office
from handlers.talk.complaining import Complaining
from handlers.talk.telegram_limits import TelegramLimits
from handlers.talk.whole_text import WholeText
from handlers.texts import telegram as texts
from handlers.turn import Outcome, Session, Turn
from policy_kb.kb import PolicyKB
from policy_kb.models import Offer, OfferKind
from tests.clocks import FrozenClock
from tests.measure import opened

LINK = "https://fund.example"
MENU = (
    Offer(label="进度", kind=OfferKind.FLOW, value="status"),
    Offer(label="人工", kind=OfferKind.FLOW, value="human"),
    Offer(label="第十条", kind=OfferKind.UNIT, value="10"),
)


@pytest.fixture(scope="module")
def kb() -> PolicyKB:
    return opened()


def turn(content: Content, *, channel: Channel = Channel.TELEGRAM, reporting: bool = False) -> Turn:
    inbound = Inbound(Person(channel, "1"), "m1", content, FrozenClock()())
    return Turn(inbound=inbound, session=Session(menu=MENU, reporting=reporting), now=FrozenClock()())


async def refused(kb: PolicyKB, content: Content, *, reporting: bool = False) -> Outcome | None:
    outcome = await TelegramLimits(kb, LINK, WholeText(kb, LINK), Complaining(kb, Office(), LINK))(
        turn(content, reporting=reporting)
    )
    if outcome is not None and not outcome.sensitive:
        assert [reply.text for reply in outcome.replies] == [texts.only_on_the_web(web_link=LINK)]
    return outcome


@pytest.mark.parametrize(
    "content",
    [
        Text("我的申请到哪一步了"),
        Text("我要申请拨付"),
        Text("绑定"),
        Text("怎么绑公司"),
        Text("我要解绑公司"),
        Text("换个人办"),
        Text("绑定码 ab12-cd34-ef"),
        Text("催办"),
        Text("我的申请。"),
        Text("1"),
        Press(1, "进度"),
        Press(1),
        Event(EventKind.MENU, "我要申请拨付"),
    ],
)
async def test_personal_matters_are_refused(kb: PolicyKB, content: Content) -> None:
    outcome = await refused(kb, content)
    assert outcome is not None
    assert not outcome.sensitive


@pytest.mark.parametrize(
    "said", ["我要举报", "有人冒领补助，我要举报", "查询码 AB12CD34", "查询码ab12", "我的举报"]
)
async def test_complaints_are_led_to_the_page_and_kept_nowhere(kb: PolicyKB, said: str) -> None:
    outcome = await refused(kb, Text(said))
    assert outcome is not None
    assert outcome.sensitive
    (reply,) = outcome.replies
    assert "12388" in reply.text or f"{LINK}/report" in reply.text
    assert reply.offers == ()
    assert outcome.session.reporting


async def test_what_is_told_after_it_is_refused_too(kb: PolicyKB) -> None:
    outcome = await refused(kb, Text("他姓王"), reporting=True)
    assert outcome is not None
    assert outcome.sensitive


@pytest.mark.parametrize(
    "content",
    [
        Text("支持哪些方面"),
        Text("第九条"),
        Text("申请拨付要交什么材料"),
        Text("34679ACDEF"),
        Text("人工"),
        Text("帮助"),
        Text("0"),
        Text("2"),
        Text("3"),
        Text("9"),
        Press(1, "别的菜单"),
        Press(3, "第十条"),
        Media(MediaKind.IMAGE),
        Event(EventKind.SUBSCRIBE),
        Event(EventKind.GROUP),
    ],
)
async def test_other_matters_pass(kb: PolicyKB, content: Content) -> None:
    assert await refused(kb, content) is None


@pytest.mark.parametrize("said", ["人工", "帮助", "隐私说明", "0"])
async def test_a_person_can_be_reached_during_a_report(kb: PolicyKB, said: str) -> None:
    assert await refused(kb, Text(said), reporting=True) is None


@pytest.mark.parametrize("channel", [Channel.WECHAT, Channel.WEB, Channel.TERMINAL, Channel.CONSOLE])
async def test_other_channels_are_not_limited(kb: PolicyKB, channel: Channel) -> None:
    assert (
        await TelegramLimits(kb, LINK, WholeText(kb, LINK), Complaining(kb, Office(), LINK))(
            turn(Text("我要举报"), channel=channel)
        )
        is None
    )


def test_without_a_link_the_office_is_named() -> None:
    said = texts.only_on_the_web(web_link="")
    assert "办公室网站" in said
    assert "http" not in said
