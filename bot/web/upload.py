"""The upload page: a link from the chat opens it once; files go to the items of one draft. No script is needed."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from aiohttp import web

from bot.web.bodies import read_form
from bot.web.cookies import keep_cookie
from bot.web.pages import Pages
from bot.web.receiving import receive_files
from bot.web.strangers import Strangers
from handlers.materials import Materials, Received, Rejection, attach, take_out
from handlers.uploading import Desk, desk_of
from handlers.uploads import LIVES, Visit, open_link, visit_of
from store.database import Database

_COOKIE = "upload"
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Shown:
    """What became of one file, for the list of results."""

    name: str
    is_taken: bool
    text: str


class _LeftError(Exception):
    """The visit ended, or the form is none of ours."""


class UploadPage:
    """GET shows where things stand, POST takes files or takes one out; every act looks the visit up anew."""

    def __init__(
        self,
        *,
        database: Database,
        materials: Materials,
        pages: Pages,
        strangers: Strangers,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._materials = materials
        self._pages = pages
        self._strangers = strangers
        self._clock = clock

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [
            web.get("/upload", self.show),
            web.post("/upload", self.take),
            web.post("/upload/remove", self.remove),
            web.get("/upload/{link}", self.invite),
            web.post("/upload/{link}", self.open),
        ]

    async def invite(self, request: web.Request) -> web.Response:
        """Ask for a press of a button: programs that look at links beforehand must not use this one up."""
        return self._pages.page("upload_open.html")

    async def open(self, request: web.Request) -> web.StreamResponse:
        """Use the link up and begin the visit."""
        if self._strangers.is_too_fast(request):
            return self._pages.refusal(HTTPStatus.TOO_MANY_REQUESTS)
        link = request.match_info["link"]
        secret = await self._database.write(lambda work: open_link(work, link), self._clock()) if _is_own(request) else None
        if secret is None:
            return self._gone()
        response = web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": "/upload"})
        is_secure = self._strangers.comes_by_https(request)
        keep_cookie(response, _COOKIE, secret, lasts=LIVES, is_secure=is_secure, is_embedded=False)
        return response

    async def show(self, request: web.Request) -> web.Response:
        """Show the items, what is there already, and the form."""
        return await self._page(request)

    async def take(self, request: web.Request) -> web.Response:
        """Take the files of the form, each for itself: one that is refused holds up no other."""
        secret = request.cookies.get(_COOKIE, "")
        if not _is_own(request) or await self._visit(secret) is None:
            return self._gone()

        async def take_one(fields: Mapping[str, str], chunks: AsyncIterator[bytes], name: str) -> Shown:
            if not _is_ours(fields, secret):
                raise _LeftError
            received = await self._materials.take(chunks, name)
            return await self._attach(secret, received, name, fields.get("item", ""))

        try:
            results = await receive_files(request, take_one)
        except _LeftError:
            return self._gone()
        if isinstance(results, HTTPStatus):
            return self._pages.refusal(results)
        return await self._page(request, results=results, is_empty=not results)

    async def remove(self, request: web.Request) -> web.StreamResponse:
        """Take one file out again."""
        form = await read_form(request)
        if isinstance(form, HTTPStatus):
            return self._pages.refusal(form)
        secret, number = request.cookies.get(_COOKIE, ""), form.get("material", "")
        if not _is_own(request) or not _is_ours(form, secret) or not number.isascii() or not number.isdigit():
            return self._gone()
        await self._database.write(lambda work: take_out_of_visit(work, secret, int(number)), self._clock())
        return web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": "/upload"})
