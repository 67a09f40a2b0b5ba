"""No code and no link that still works can be read anywhere in the database, and none tells whose it was."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.channels.base import Taken
from bot.wiring import Parts
from handlers.casework.bindings import BindCode, issue_bind_code
from handlers.casework.staffing import issue_link_code
from handlers.identity.who import OPERATOR
from handlers.materials.uploads import open_link
from handlers.messages import Channel, Event, EventKind, Text
from store.retention.expiry import delete_expired
from store.tables.people import OneTimeCode
from store.work import Work
from tests.clocks import FrozenClock
from tests.dialogue import Dialogue, running
from tests.scenarios.applying import fill
from tests.scenarios.county import County
from tests.stored import everything_stored

_CODE = re.compile(r"[0-9A-Z]{10}")
_LINK = re.compile(r"/upload/([A-Za-z0-9_-]{20,})")


@pytest.fixture
async def parts(database_url: str, clock: FrozenClock) -> AsyncIterator[Parts]:
    """On either engine."""
    async with running(database_url, clock) as made:
        yield made


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    assert found is not None, text
    return found[found.re.groups]


async def test_no_live_code_or_link_is_readable(parts: Parts, tmp_path: Path) -> None:
    """A bind code shown at a desk and typed by a contractor, a staff code, an upload link told twice and late."""
    await County.begin(parts)
    office = Dialogue(parts, "张办", Channel.CONSOLE)
    bind_code = _found(_CODE, (await office.says("发绑定码 AZ-HT-001")).text)
    staff_code = await parts.database.write(lambda work: issue_link_code(work, OPERATOR, "张办"), parts.clock())
    person = Dialogue(parts, "visitor-000000000001", Channel.WEB)
    assert "即将绑定" in (await person.says(bind_code)).text
    secrets = [bind_code, str(staff_code)]
    _nowhere(await everything_stored(parts.database, tmp_path), secrets)
    await person.says("确认绑定")
    await fill(person, until="files")
    asked = person.message(Text("上传链接"))
    replies = [await parts.dispatcher.handle(asked) for _ in range(2)]
    links = [_found(_LINK, reply.text) for (reply,) in replies]
    assert links[0] == links[1]  # brought again, the message gets the answer that it had
    assert await parts.dispatcher.accept(person.message(Text("上传链接"))) is Taken.NOW
    waiting = await everything_stored(parts.database, tmp_path)
    late = _found(_LINK, (await person.sends(Text("第九条")))[0].text)  # it waited in the outbox for this
    _nowhere(waiting, [*secrets, links[0], late])
    _nowhere(await everything_stored(parts.database, tmp_path), [*secrets, links[0], late])
    for link in (links[0], late):
        assert await parts.database.write(partial(open_link, token=link), parts.clock())


@pytest.mark.parametrize("leaving", ["binds", "erased", "leaves", "hours"])
async def test_nothing_tells_who_held_a_code(parts: Parts, clock: FrozenClock, leaving: str) -> None:
    await County.begin(parts)
    found = await parts.database.write(lambda work: issue_bind_code(work, OPERATOR, "AZ-HT-001"), clock())
    assert isinstance(found, BindCode)
    person = Dialogue(parts, "oHOLDER", Channel.WECHAT)
    await person.says(found.code)
    assert await _holders(parts) == 1
    match leaving:
        case "binds":
            await person.says("确认绑定")
        case "erased":
            await person.says("删除我的信息")
            await person.says("确认删除")
        case "leaves":
            await person.sends(Event(EventKind.UNSUBSCRIBE))
        case _:
            clock.advance(minutes=30)
            await parts.database.write(delete_expired, clock())
    assert await _holders(parts) == 0


async def _holders(parts: Parts) -> int:
    def count(work: Work) -> int:
        return sum("hold" in row.detail or "held" in row.detail for row in work.all(select(OneTimeCode)))

    return await parts.database.read(count, parts.clock())


def _nowhere(stored: bytes, secrets: list[str]) -> None:
    for secret in secrets:
        assert secret.lower().encode() not in stored.lower()
