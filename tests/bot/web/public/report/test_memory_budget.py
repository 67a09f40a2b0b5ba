"""Large forms share the memory that there is; nothing of a form comes to a disk while it is read."""

from __future__ import annotations

import asyncio
import io
import tempfile
from http import HTTPStatus

import pytest
from aiohttp import FormData, web
from aiohttp.test_utils import TestClient, TestServer, make_mocked_request

from bot.web.public.report import sent_forms, shared_forms
from bot.web.public.report.memory_budget import MemoryBudget
from bot.web.public.report.sent_forms import BOUNDS, SMALL, SentForm, receive_form, size_of
from bot.web_application import web_application
from bot.wiring import Parts
from handlers.casework.sealed.window import PAGE
from handlers.texts import report_page as texts
from tests.bot.web.public.report.reporting import WHAT, open_window, post, report


async def test_whoever_finds_no_memory_waits_until_there_is() -> None:
    budget, order = MemoryBudget(10, seconds=60), list[str]()

    async def take(name: str, size: int) -> None:
        async with budget.held(size) as is_held:
            assert is_held
            order.append(name)
            await asyncio.sleep(0)

    async with budget.held(7) as is_held:
        assert is_held
        waiting = asyncio.create_task(take("large", 5))
        await take("small", 3)
        assert not waiting.done()
    await waiting
    assert order == ["small", "large"]


async def test_nobody_waits_for_ever_and_what_was_set_aside_comes_back() -> None:
    budget = MemoryBudget(10, seconds=0)
    async with budget.held(10) as is_held:
        assert is_held
        async with budget.held(1) as second:
            assert not second
    with pytest.raises(RuntimeError, match="broken"):
        async with budget.held(10):
            raise RuntimeError("broken")
    async with budget.held(10) as is_held:
        assert is_held


async def test_one_household_never_holds_all_of_it() -> None:
    budget = MemoryBudget(10, seconds=0)
    async with budget.held(3, "192.0.2.1") as first, budget.held(3, "192.0.2.1") as second:
        assert (first, second) == (True, False)
        async with budget.held(3, "192.0.2.2") as other, budget.held(0, "192.0.2.1") as small:
            assert (other, small) == (True, True)
    async with budget.held(10, "192.0.2.1") as later:
        assert later


@pytest.mark.parametrize(("length", "size"), [("100", 0), (str(SMALL + 1), SMALL + 1), (None, BOUNDS.size)])
def test_what_is_set_aside_is_what_may_come(length: str | None, size: int) -> None:
    headers = {"Content-Length": length} if length else {}
    assert size_of(make_mocked_request("POST", PAGE, headers=headers)) == size


async def test_a_busy_server_says_so_and_a_form_of_words_waits_for_nobody(
    monkeypatch: pytest.MonkeyPatch, parts: Parts
) -> None:
    monkeypatch.setattr(sent_forms, "SMALL", 4000)
    monkeypatch.setattr(shared_forms, "new_budget", lambda: MemoryBudget(0, seconds=0))
    await open_window(parts)
    async with TestClient(TestServer(web_application(parts))) as client:
        nonce = (await post(client, "report")).nonce
        busy = await report(client, [("a.pdf", bytes(5000))], nonce=nonce)
        assert texts.UNREAD[HTTPStatus.SERVICE_UNAVAILABLE] in busy.problem
        assert (WHAT in busy.text, busy.nonce) == (True, nonce)
        assert (await report(client, nonce=nonce)).code


async def test_a_form_with_files_is_read_without_any_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """What reads forms into memory elsewhere puts files on the disk: nothing here may."""
    received: list[SentForm] = []

    def refuse(*_given: object, **_named: object) -> None:
        raise AssertionError("a file")

    async def take(request: web.Request) -> web.Response:
        received.append(await receive_form(request))
        return web.Response()

    for name in (
        "TemporaryFile",
        "NamedTemporaryFile",
        "SpooledTemporaryFile",
        "mkstemp",
        "_TemporaryFileWrapper",
    ):
        monkeypatch.setattr(tempfile, name, refuse)
    app = web.Application()
    app.add_routes([web.post(PAGE, take)])
    data = FormData({"what": "话"}, quote_fields=False)
    data.add_field("files", io.BytesIO(bytes(1_500_000)), filename="现场.pdf", content_type="application/pdf")
    async with TestClient(TestServer(app)) as client:
        await client.post(PAGE, data=data)
    (sent,) = received
    assert (sent.one("what"), [(name, len(content)) for name, content in sent.files]) == (
        "话",
        [("现场.pdf", 1_500_000)],
    )
    assert "话" not in repr(sent)
