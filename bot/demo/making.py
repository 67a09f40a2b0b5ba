"""Makes the demonstration: all of it in one transaction, or nothing."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator

from PIL import Image

from bot.clock import Clock
from bot.demo.playing import DemoFailed, Story
from bot.demo.script import Script, demo_script
from handlers.casework.arrangements import mark_demo
from handlers.casework.bindings import issue_bind_code
from handlers.casework.invented import is_demo
from handlers.forms.attachments import Received
from handlers.identity.who import OPERATOR
from handlers.materials.handing_in import Materials
from handlers.messages import Channel
from handlers.notices.delivery import mark, notices_since
from handlers.results import Refused
from handlers.texts import demo as texts
from policy_kb.kb import PolicyKB
from store.database import Database
from store.engines import async_url, is_sqlite
from store.queries.people import lock_register
from store.work import Work

_LOCK = "demo"
_SIZE = (480, 640)
_PAPER = "演示材料.png"


async def make_demo(
    database: Database, kb: PolicyKB, materials: Materials, clock: Clock, script: Script | None = None
) -> None:
    """Put the demonstration, or another script, into an empty database.

    Raises:
        DemoFailed: the script breaks a rule; nothing was changed.
    """
    paper = await materials.take(_paper(), _PAPER)
    if not isinstance(paper, Received):
        raise DemoFailed(paper.text)
    told = script or demo_script()
    await database.write(lambda work: _make(work, told, kb, paper), clock())


def how_to_chat(work: Work) -> str:
    """Tell how a demonstration that is thrown away is tried in the talk itself, with a fresh bind code."""
    script = demo_script()
    number = script.contract[0].number
    return texts.how_to_chat(contract=number, code=_bind_code(work, number), staff=script.staff[0].name)


def how_to_try(work: Work, url: str) -> str:
    """Tell how the demonstration is tried, with a fresh bind code; a URL that may hold a password is not shown."""
    script = demo_script()
    number = script.contract[0].number
    return texts.how_to_try(
        contract=number,
        code=_bind_code(work, number),
        database=url if is_sqlite(async_url(url)) else texts.DATABASE,
        staff=tuple(member.name for member in script.staff),
        people=tuple(person.name for person in script.person),
    )


def _bind_code(work: Work, number: str) -> str:
    code = issue_bind_code(work, OPERATOR, number)
    return "" if isinstance(code, Refused) else code.code


def _make(work: Work, script: Script, kb: PolicyKB, paper: Received) -> None:
    lock_register(work, _LOCK)
    if is_demo(work):
        return  # another process that started at the same time was first
    before = mark(work)
    Story(work, script, kb, paper).tell()
    notices_since(work, before, shown=Channel.TERMINAL)  # nobody waits for what never happened
    mark_demo(work, OPERATOR)


async def _paper() -> AsyncIterator[bytes]:
    """A blank sheet: what was handed in is seen, and says nothing."""
    held = io.BytesIO()
    Image.new("RGB", _SIZE, "white").save(held, "PNG")
    yield held.getvalue()
