from __future__ import annotations

import pytest

from bot.channels.wechat.api import WeChatApi
from bot.channels.wechat.errors import Failure
from bot.channels.wechat.menu import (
    Button,
    Item,
    OverLimit,
    Published,
    default_menu,
    definition_of,
    problems_of,
    publish_menu,
)
from handlers.messages import Channel, Event, EventKind
from policy_kb.models import AnswerKind
from tests.bot.channels.wechat.support import OPENID
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.fakes.wechat import MENU_CREATE, MENU_GET, FakeWeChat, Fault

ITEM = Item("拨付流程", "拨付流程")


def test_the_default_menu_is_within_the_limits() -> None:
    menu = default_menu()
    assert problems_of(menu) == ()
    assert len(menu) == 3


def test_every_menu_ends_with_a_person() -> None:
    assert {button.items[-1].name for button in default_menu()} == {"人工/电话/地址"}


def test_the_menu_offers_what_people_come_for() -> None:
    keys = {item.key for button in default_menu() for item in button.items}
    assert keys >= {"支持哪些方面", "申请需要什么材料", "拨付流程", "进度查询", "意见与举报", "隐私说明"}


@pytest.mark.parametrize(
    ("menu", "problem"),
    [
        ((), "no buttons"),
        ((Button("一", (ITEM,)),) * 4, "buttons: 4 of at most 3"),
        ((Button("一二三四五", (ITEM,)),), ""),
        ((Button("一二三四五a", (ITEM,)),), ""),
        ((Button("一二三四五ab", (ITEM,)),), "bytes of 一二三四五ab: 17 of at most 16"),
        ((Button("", (ITEM,)),), "bytes of : none"),
        ((Button("一", (ITEM,) * 5),), ""),
        ((Button("一", (ITEM,) * 6),), "entries of 一: 6 of at most 5"),
        ((Button("一", ()),), "entries of 一: none"),
        ((Button("一", (Item("字" * 20, "k"),)),), ""),
        ((Button("一", (Item("字" * 20 + "a", "k"),)),), f"bytes of {'字' * 20}a: 61 of at most 60"),
        ((Button("一", (Item("字", "k" * 128),)),), ""),
        ((Button("一", (Item("字", "键" * 43),)),), f"bytes of the key {'键' * 43}: 129 of at most 128"),
    ],
)
def test_limits_are_counted_in_bytes(menu: tuple[Button, ...], problem: str) -> None:
    assert problems_of(menu) == ((problem,) if problem else ())


async def test_the_menu_is_created_only_where_it_differs(api: WeChatApi, fake: FakeWeChat) -> None:
    menu = default_menu()
    assert await publish_menu(api, menu) is Published.CREATED
    assert fake.menu == definition_of(menu)
    assert await publish_menu(api, menu) is Published.UNCHANGED
    assert fake.count(MENU_CREATE) == 1
    assert await publish_menu(api, menu[:2]) is Published.CREATED
    assert await publish_menu(api, menu) is Published.CREATED
    await api.delete_menu()
    assert await publish_menu(api, menu) is Published.CREATED
    assert fake.count(MENU_CREATE) == 4


async def test_a_menu_over_the_limits_is_not_sent(api: WeChatApi, fake: FakeWeChat) -> None:
    assert isinstance(await publish_menu(api, ()), OverLimit)
    assert fake.calls == []


@pytest.mark.parametrize("path", [MENU_GET, MENU_CREATE])
async def test_a_failure_is_handed_back(api: WeChatApi, fake: FakeWeChat, path: str) -> None:
    fake.always_fail(path, Fault.code(48001))
    assert isinstance(await publish_menu(api, default_menu()), Failure)


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("支持哪些方面", AnswerKind.CATEGORIES),
        ("申请需要什么材料", AnswerKind.UNSTATED),  # and below it the office's own list
        ("拨付流程", AnswerKind.STEPS),
        ("绩效评价", None),
        ("进度查询", AnswerKind.STATUS),
        ("意见与举报", AnswerKind.COMPLAINT),
        ("人工/电话/地址", AnswerKind.HUMAN),
        ("隐私说明", None),
    ],
)
async def test_the_assistant_understands_every_key(
    sqlite_url: str, clock: FrozenClock, key: str, kind: AnswerKind | None
) -> None:
    assert key in {item.key for button in default_menu() for item in button.items}
    async with running(sqlite_url, clock) as parts:
        reply = await Dialogue(parts, OPENID, Channel.WECHAT).does(Event(EventKind.MENU, key))
    assert reply.kind not in {AnswerKind.OOS, AnswerKind.CLARIFY}
    assert kind in {None, reply.kind}
