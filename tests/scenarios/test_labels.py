"""Typing what stands on a button is pressing it, whichever button is shown."""

from __future__ import annotations

import pytest

from bot.encoding import decode_session
from bot.wiring import Parts
from handlers.messages import Channel, Inbound, Person, Press, Text
from handlers.talk.menu import as_pressed, plain_label
from handlers.turn import Session, Turn
from policy_kb.models import Offer, OfferKind
from store.bodies import bodies_key, open_body
from store.tables.messages import SessionRow
from store.work import Work
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue
from tests.scenarios.county import County

TOUR = (
    "你好",
    "支持哪些方面",
    "物流",
    "帮助",
    "我要申请拨付",
    "查进度",
    "我要申请",
    "前期预付资金",
    "取消",
    "我要登记意向",
    "取消",
    "删除我的信息",
    "查我的信息",
    "解除绑定",
    "绑定",
    "全文",
    "人工",
    "申请要交什么",
    "那个谁",
)
OFFICE_TOUR = ("帮助", "待办", "清单", "合同", "逾期合同", "增加清单项", "登记申请", "受理", "发绑定码")


async def test_every_button_of_a_tour_can_be_typed(parts: Parts, county: County) -> None:
    talker = await county.talker()
    shown = await _shown(parts, talker, Person(Channel.TERMINAL, "承办甲"), TOUR)
    desk = Dialogue(parts, "张办", Channel.CONSOLE)
    shown += await _shown(parts, desk, Person(Channel.CONSOLE, "张办"), OFFICE_TOUR)
    assert len({offer.label for _, offer in shown}) >= 20
    assert [offer for session, offer in shown if not _is_pressed(session, offer)] == []


@pytest.mark.parametrize("typed", ["确认登记", " 确认登记。", "“确认登记”"])
@pytest.mark.usefixtures("county")
async def test_a_confirmation_typed_as_its_button_says_is_one(parts: Parts, typed: str) -> None:
    desk = Dialogue(parts, "张办", Channel.CONSOLE)
    for words in ("增加清单项 前期预付资金清单", "横幅照片", "是", "跳过"):
        asked = await desk.says(words)
    assert any(offer.label == "确认登记" for offer in asked.offers), asked
    assert "横幅照片" in (await desk.says(typed)).text
    assert "横幅照片" in (await desk.says("前期预付资金清单")).text


def test_of_two_buttons_with_one_label_the_words_decide(parts: Parts) -> None:
    twice = (
        Offer(label="查", kind=OfferKind.ASK, value="查 1"),
        Offer(label="查", kind=OfferKind.ASK, value="查 2"),
    )
    turn = _turn(Session(menu=twice), "查")
    assert as_pressed(turn) is turn


async def _shown(
    parts: Parts, talker: Dialogue, person: Person, tour: tuple[str, ...]
) -> list[tuple[Session, Offer]]:
    shown = []
    for words in tour:
        await talker.says(words)
        session = await parts.database.read(lambda work: _session(work, person), parts.clock())
        shown += [(session, offer) for offer in session.menu]
    return shown


def _session(work: Work, person: Person) -> Session:
    row = work.get(SessionRow, (person.channel.value, person.address))
    return decode_session(open_body(bodies_key(work.keys), row.data) if row else None)


def _is_pressed(session: Session, offer: Offer) -> bool:
    labels = [plain_label(one.label) for one in session.menu]
    content = as_pressed(_turn(session, offer.label)).inbound.content
    is_same = offer.kind is OfferKind.ASK and plain_label(offer.value) == plain_label(offer.label)
    is_pressed = isinstance(content, Press) and session.menu[content.number - 1] == offer
    return is_pressed or is_same or labels.count(plain_label(offer.label)) > 1


def _turn(session: Session, words: str) -> Turn:
    now = FrozenClock()()
    return Turn(Inbound(Person(Channel.TERMINAL, "某"), "k", Text(words), now), session, now)
