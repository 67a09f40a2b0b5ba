"""A report is opened in its officer's own browser, answered and noted there: only boxes come and go."""

from __future__ import annotations

import base64
import binascii

from aiohttp import web

from bot.web import file_responses
from bot.web.staff.console import Console
from bot.web.staff.sealed_pages import LIST, answered, denied, given_keys, sealed_page
from handlers.results import Reason
from handlers.sealed.opening import box_to_open, report_to_open
from handlers.sealed.writing import Written, give_head, write
from handlers.staff.sealed.naming import reference
from handlers.staff.sealed.view import note_look
from handlers.texts import sealed_opening as texts

_ONE = LIST + r"/{report:[0-9a-f]{32}}"
_BOX = _ONE + r"/boxes/{box:[0-9a-f]{32}}"


class SealedOpening:
    """The page of one report with its boxes."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [
            web.get(f"{_ONE}/open", self.show),
            web.post(f"{_ONE}/writings", self.write),
            web.get(_BOX, self.box),
            web.post(f"{_BOX}/head", self.give_head),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """The boxes, and the place where the key is asked for."""
        key = request.match_info["report"]
        found = await self._console.read(request, lambda acting: report_to_open(acting.work, acting.member, key))
        if isinstance(found, Reason):
            return denied(self._console, request, found)
        await self._note_look(request, key)
        given = given_keys(found.receiving, self._console.kb)
        given |= {"replyKey": found.reply_key, "writeUrl": f"{LIST}/{key}/writings"}
        return sealed_page(
            self._console,
            request,
            "sealed_open.html",
            report=found,
            reference=reference(key),
            given=given,
            below=LIST,
            kinds=texts.KINDS,
        )

    async def box(self, request: web.Request) -> web.Response:
        """One box, to be opened in the page or saved for the `age` tool."""
        key, box = request.match_info["report"], request.match_info["box"]
        found = await self._console.read(request, lambda acting: box_to_open(acting.work, acting.member, key, box))
        if isinstance(found, Reason):
            return denied(self._console, request, found)
        await self._note_look(request, key)
        return file_responses.original(found.box, name=f"{box}.age", media_type="application/octet-stream")

    async def write(self, request: web.Request) -> web.Response:
        """Keep a note, or a message with its copy."""
        fields = await self._console.form(request)
        note, message = _bytes(fields.get("note", "")), _bytes(fields.get("message", ""))
        written = Written(note, message or None)
        key = request.match_info["report"]
        problem = await self._console.write(
            request, lambda acting: write(acting.work, acting.member, key, written)
        )
        return answered(self._console, problem)

    async def give_head(self, request: web.Request) -> web.Response:
        """Keep a copy of a box for the keys of now."""
        fields = await self._console.form(request)
        head, key, box = _bytes(fields.get("head", "")), request.match_info["report"], request.match_info["box"]
        problem = await self._console.write(
            request, lambda acting: give_head(acting.work, acting.member, key, box, head)
        )
        return answered(self._console, problem)

    async def _note_look(self, request: web.Request, key: str) -> None:
        await self._console.write(request, lambda acting: note_look(acting, key))


def _bytes(sent: str) -> bytes:
    """What was sent as base64; nothing of what is none."""
    try:
        return base64.b64decode(sent, validate=True)
    except (binascii.Error, ValueError):
        return b""
