"""Channels: nobody asks for one's name, a new one is wholly there, and one that is not whole is refused."""

from __future__ import annotations

import ast
import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import pytest
from msgspec.structs import replace

from bot.channels.connecting import Connection, check_connections
from bot.errors import ChannelError
from bot.settings import ROOT
from handlers import messages
from handlers.casework.bindings import issue_bind_code
from handlers.filekinds import Problem
from handlers.identity.who import OPERATOR
from handlers.materials.handing_in import Fetched
from handlers.messages import TRAITS, Channel, Files, Reply, StaffWay, Traits
from handlers.notices.delivery import tell_firm
from handlers.rendering.paging import byte_limit
from handlers.results import Refused
from handlers.texts.binding import CHANNELS
from store.work import Work
from tests.bot.sending import FakeSender
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.scenarios.county import County

_CHANNEL = "Channel"
_OWN = ("bot/channels/", "bot/wiring.py", "handlers/messages.py")
"""Where a channel may be known by its name: its own modules, and where it is connected."""

PUSHED = Traits(
    pushes=True,
    binds_firms=True,
    answers_only=False,
    is_abroad=False,
    is_office_door=False,
    shows_pages=False,
    proves_accounts=True,
    carries_buttons=False,
    files=Files.NOTHING,
    tells_staff=StaffWay.NONE,
)


@contextmanager
def declared(name: str, traits: Traits | None) -> Iterator[Channel]:
    """What a line in `Channel` and one in `TRAITS` come to, for as long as a test lasts."""
    channel = str.__new__(Channel, name)
    channel._name_, channel._value_ = name.upper(), name
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(Channel._value2member_map_, name, channel)
        patch.setitem(Channel._member_map_, name.upper(), channel)
        patch.setattr(Channel, "_member_names_", [*Channel._member_names_, name.upper()])
        traits_of = MappingProxyType({**TRAITS, channel: traits} if traits else dict(TRAITS))
        patch.setattr(messages, "TRAITS", traits_of)
        patch.setitem(CHANNELS, name, "试用渠道")
        patch.setattr("bot.channels.connecting.TRAITS", traits_of)
        yield channel


def test_nobody_asks_for_the_name_of_a_channel() -> None:
    assert list(_asked_by_name()) == []


async def test_a_new_channel_is_wholly_there(sqlite_url: str, clock: FrozenClock) -> None:
    with declared("scratch", PUSHED) as channel:
        sender = FakeSender(channel)
        connected = Connection(channel=channel, limit=byte_limit(900, _plain), sender=sender)
        async with running(sqlite_url, clock, further=[connected]) as parts:
            person, county = Dialogue(parts, "某人", channel), await County.begin(parts)
            cut = await person.says("第七条")
            assert len(cut.text.encode()) <= 900
            assert (await person.says("更多")).text not in cut.text
            number, firm = await county.act(lambda town: (town.contract.number, town.contract.firm_id))
            await person.says(await county.act(lambda town: _code(town.work, number)))
            assert "绑定成功" in (await person.says("确认绑定")).text
            assert "绑定" in (await person.says("查我的信息")).text
            await parts.database.write(lambda work: tell_firm(work, firm, key="k", text="有事。"), clock())
            parts.outbox.wake()
            await asyncio.wait_for(sender.arrived.wait(), 60)
            assert sender.sent == ["【通知】有事。"]
            assert sender.tried[0].person.channel is channel


@pytest.mark.parametrize(
    ("traits", "told"),
    [
        (None, "scratch: has no line in handlers.messages.TRAITS"),
        (PUSHED, "scratch: declares pushes=True, but wiring gives it no sender"),
        (replace(PUSHED, is_abroad=True), "scratch: is_abroad without answers_only"),
        (replace(PUSHED, answers_only=True), "scratch: answers_only, yet binds_firms"),
    ],
)
async def test_a_channel_that_is_not_whole_is_refused_at_the_start(
    sqlite_url: str, clock: FrozenClock, traits: Traits | None, told: str
) -> None:
    with declared("scratch", traits) as channel:
        further = [Connection(channel=channel, limit=None)]
        with pytest.raises(ChannelError, match=told):
            async with running(sqlite_url, clock, further=further):
                pass


async def test_a_channel_without_words_is_refused_at_the_start(sqlite_url: str, clock: FrozenClock) -> None:
    with declared("scratch", PUSHED) as channel:
        del CHANNELS[channel.value]  # put back by what declared it
        with pytest.raises(ChannelError, match=r"scratch: has no words in handlers\.texts\.binding\.CHANNELS"):
            async with running(sqlite_url, clock, further=[Connection(channel=channel, limit=None)]):
                pass


async def test_a_channel_that_wiring_forgot_is_refused_at_the_start(sqlite_url: str, clock: FrozenClock) -> None:
    with (
        declared("scratch", PUSHED),
        pytest.raises(ChannelError, match=r"scratch: is connected 0 times in bot\.wiring"),
    ):
        async with running(sqlite_url, clock):
            pass


def test_what_is_given_must_be_declared() -> None:
    others = [Connection(channel=channel, limit=None, is_on=False) for channel in Channel]
    check_connections(others)
    web = others[list(Channel).index(Channel.WEB)]
    others.remove(web)
    for wrong, told in (
        (replace(web, sender=FakeSender(Channel.WEB)), "nothing would be sent"),
        (replace(web, sender=FakeSender(Channel.WECHAT)), "web: its sender is of wechat"),
        (replace(web, fetch=_fetch), "declares files=Files.NOTHING"),
    ):
        with pytest.raises(ChannelError, match=told):
            check_connections([*others, wrong])
    with pytest.raises(ChannelError, match="web: is connected 2 times"):
        check_connections([*others, web, web])


async def _fetch(person: object, media: object, *, limit: int) -> Fetched | Problem:
    raise NotImplementedError


def _plain(reply: Reply) -> str:
    return reply.text


def _code(work: Work, number: str) -> str:
    issued = issue_bind_code(work, OPERATOR, number)
    assert not isinstance(issued, Refused)
    return issued.code


def _asked_by_name() -> Iterator[str]:
    for folder in ("bot", "handlers", "store"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            place = file.relative_to(ROOT).as_posix()
            if not place.startswith(_OWN):
                yield from (f"{place}:{line}" for line in _asking_lines(file))


def _asking_lines(file: Path) -> Iterator[int]:
    """Comparisons with a channel, cases of it, tables and sets of channels: each would miss a new one."""
    source = file.read_text("utf-8")
    for node in ast.walk(ast.parse(source)) if _CHANNEL in source else ():
        inside: list[ast.expr | None] = []
        match node:
            case ast.Compare(left, _, comparators):
                inside = [left, *comparators]
            case ast.MatchValue(value):
                inside = [value]
            case ast.Dict(keys):
                inside = list(keys) if len(keys) > 1 else []
            case ast.Set(elements):
                inside = list(elements)
        if any(_names_a_channel(part) for one in inside if one for part in ast.walk(one)):
            yield node.lineno  # type: ignore[attr-defined]  # each of these has one


def _names_a_channel(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == _CHANNEL
