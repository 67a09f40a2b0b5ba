"""Somebody who uses `/report`: the forms as a browser sends them, and what comes back."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from aiohttp import FormData

from bot.wiring import Parts
from handlers.casework.sealed.window import PAGE
from store.work import Work
from tests.bot.web.raw import Client
from tests.handlers.sealed.reports import opened_window

Files = Sequence[tuple[str, bytes]]
Fields = Mapping[str, str | Sequence[str]]

_NOTHING: Fields = MappingProxyType({})

WHAT = "某某在验收时收受礼金，具体经过如下。"
FIELDS: dict[str, str | Sequence[str]] = {"concerns": "others", "naming": "anonymous", "what": WHAT}


async def open_window(parts: Parts) -> None:
    def act(work: Work) -> None:
        opened_window(work)

    await parts.database.write(act, parts.clock())


@dataclass(frozen=True)
class Shown:
    """A page, as it came."""

    status: int
    text: str

    @property
    def nonce(self) -> str:
        return self._value("nonce")

    @property
    def code(self) -> str:
        """The code that is shown; empty where none is."""
        found = re.search(r'<p class="code"[^>]*>(.*?)</p>', self.text)
        return re.sub(r"\D", "", found[1]) if found else ""

    @property
    def problem(self) -> str:
        found = re.search(r'<div class="problem" role="alert".*?</div>', self.text, re.DOTALL)
        return html.unescape(re.sub(r"<[^>]+>", "", found[0])) if found else ""

    def _value(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="(\w*)"', self.text)
        assert found is not None, self.text
        return found[1]


async def post(
    client: Client, form: str, fields: Fields = _NOTHING, files: Files = (), *, step: str = "", nonce: str = ""
) -> Shown:
    """Send a form, or open it where no step is named."""
    data = FormData(quote_fields=False, default_to_multipart=True)
    data.add_field("form", form)
    for name, value in {"step": step, "nonce": nonce}.items():
        if value:
            data.add_field(name, value)
    for name, values in fields.items():
        for value in [values] if isinstance(values, str) else values:
            data.add_field(name, value)
    for name, content in files:
        data.add_field("files", content, filename=name, content_type="application/octet-stream")
    response = await client.post(PAGE, data=data)
    return Shown(response.status, await response.text())


async def report(client: Client, files: Files = (), *, nonce: str = "", **fields: str | Sequence[str]) -> Shown:
    """Open the form, fill it in and send it."""
    number = nonce or (await post(client, "report")).nonce
    return await post(client, "report", FIELDS | fields, files, step="send", nonce=number)


async def look_up(client: Client, code: str) -> Shown:
    return await post(client, "code", {"code": code}, step="send")
