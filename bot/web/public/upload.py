"""The upload page: a link from the chat opens it once; files go to the items of one draft. No script is needed."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from aiohttp import web

from bot.web.bodies import read_form
from bot.web.cookies import brought_cookie, keep_cookie
from bot.web.file_responses import viewing_copy
from bot.web.pages import Pages
from bot.web.public.letter_pages import letter_page
from bot.web.public.receiving import FORM_BYTES, receive_files
from bot.web.public.row_numbers import row_number
from bot.web.public.strangers import Strangers
from handlers.applications.letters import Letter, letter_of_draft
from handlers.applications.own_applications import firm_of
from handlers.dates import moment
from handlers.filekinds import Problem
from handlers.forms.attachments import Rejection
from handlers.materials.allowances import MOST_BYTES
from handlers.materials.handing_in import Materials
from handlers.materials.upload_desk import (
    Desk,
    add_upload,
    admit_form,
    admit_upload,
    desk_of,
    remove_upload,
    upload_of,
)
from handlers.materials.uploads import LIVES, open_link, visit_of
from handlers.texts import materials as texts
from policy_kb.kb import PolicyKB
from store.database import Database
from store.work import Work

VISIT_COOKIE = "upload"
"""Name of the cookie that holds the secret of a visit."""
"""Holds the secret of the visit."""


@dataclass(frozen=True, slots=True)
class FileResult:
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
        kb: PolicyKB,
        strangers: Strangers,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._materials = materials
        self._pages = pages
        self._kb = kb
        self._strangers = strangers
        self._clock = clock

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [
            web.get("/upload", self.show),
            web.post("/upload", self.take),
            web.post("/upload/remove", self.remove),
            web.get("/upload/files/{material}", self.view),
            web.get("/upload/print/{paper}", self.print),
            web.get("/upload/{link}", self.invite),
            web.post("/upload/{link}", self.open),
        ]

    async def invite(self, _request: web.Request) -> web.Response:
        """Ask for a press of a button: programs that look at links beforehand must not use this one up."""
        return self._pages.page("upload_open.html", minutes=int(LIVES.total_seconds() // 60))

    async def open(self, request: web.Request) -> web.Response:
        """Use the link up and begin the visit."""
        if self._strangers.is_too_fast(request):
            return self._pages.refusal(HTTPStatus.TOO_MANY_REQUESTS)
        link = request.match_info["link"]
        secret = await self._database.write(lambda work: open_link(work, link), self._clock())
        if secret is None:
            return self._over()
        response = _to_desk()
        is_secure = self._strangers.comes_by_https(request)
        keep_cookie(response, VISIT_COOKIE, secret, lasts=LIVES, is_secure=is_secure, is_embedded=False)
        return response

    async def show(self, request: web.Request) -> web.Response:
        """Show the items, what is there already, and the form."""
        return await self._desk(self._secret(request))

    async def take(self, request: web.Request) -> web.Response:
        """Take the files of the form, each for itself: one that is refused holds up no other."""
        secret = self._secret(request)
        size = max(0, (request.content_length or 0) - FORM_BYTES)
        problem = await self._database.write(lambda work: admit_form(work, secret, size), self._clock())
        if problem is Problem.NO_DRAFT:
            return self._over()
        if problem is not None:
            result = FileResult(texts.THIS_FORM, is_taken=False, text=texts.PROBLEMS[problem])
            return await self._desk(secret, results=[result], status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)

        item: str | None = None

        async def take_one(fields: Mapping[str, str], chunks: AsyncIterator[bytes], name: str) -> FileResult:
            nonlocal item
            if not _is_ours(fields, secret):
                raise _LeftError
            item = fields.get("item", "")
            return await self._take(secret, item, chunks, name)

        try:
            results = await receive_files(request, take_one)
        except _LeftError:
            return self._over()
        if isinstance(results, HTTPStatus):
            return self._pages.refusal(results)
        return await self._desk(secret, results=results, item=item, is_empty=not results)

    async def view(self, request: web.Request) -> web.Response:
        """The viewing copy of a picture that the page shows."""
        secret, number = self._secret(request), row_number(request.match_info["material"])
        found = await self._database.read(lambda work: upload_of(work, secret, number), self._clock())
        if found is None or not found.copy:
            return self._pages.refusal(HTTPStatus.NOT_FOUND)
        content = await asyncio.to_thread(self._materials.files.read, found.copy)
        return viewing_copy(content) if content is not None else self._pages.refusal(HTTPStatus.NOT_FOUND)

    async def print(self, request: web.Request) -> web.Response:
        """申请书 or 承诺书 of the visit's draft: to be stamped, and handed in here."""
        secret = self._secret(request)

        def look(work: Work) -> Letter | None:
            visit = visit_of(work, secret)
            return letter_of_draft(work, self._kb, visit.draft, firm_of(work, visit.by)) if visit else None

        letter = await self._database.read(look, self._clock())
        if letter is None:
            return self._over()
        return letter_page(
            self._pages,
            self._kb,
            request.match_info["paper"],
            letter,
            now=self._clock(),
            frame="upload_frame.html",
        )

    async def remove(self, request: web.Request) -> web.Response:
        """Take one file out again."""
        form = await read_form(request)
        if isinstance(form, HTTPStatus):
            return self._pages.refusal(form)
        secret, number = self._secret(request), form.get("material", "")
        if not _is_ours(form, secret):
            return self._over()
        if row := row_number(number):
            await self._database.write(lambda work: remove_upload(work, secret, row), self._clock())
        return _to_desk()

    async def _take(self, secret: str, item: str, chunks: AsyncIterator[bytes], name: str) -> FileResult:
        admitted = await self._database.write(lambda work: admit_upload(work, secret, item), self._clock())
        if isinstance(admitted, Problem):
            return FileResult(name, is_taken=False, text=texts.PROBLEMS[admitted])
        received = await self._materials.take_allowed(chunks, name, admitted.allowance, cards=admitted.takes_cards)
        if isinstance(received, Rejection):
            return FileResult(name, is_taken=False, text=received.text)
        added = await self._database.write(lambda work: add_upload(work, secret, received, item), self._clock())
        if isinstance(added, Rejection):
            return FileResult(received.name, is_taken=False, text=added.text)
        return FileResult(received.name, is_taken=True, text=texts.UPLOADED)

    async def _desk(
        self,
        secret: str,
        *,
        results: Sequence[FileResult] = (),
        item: str | None = None,
        is_empty: bool = False,
        status: HTTPStatus = HTTPStatus.OK,
    ) -> web.Response:
        desk = await self._database.write(lambda work: desk_of(work, secret), self._clock())
        if desk is None:
            return self._over()
        return self._pages.page(
            "upload.html",
            status=status,
            desk=desk,
            results=results,
            item=_shown_at(desk, item),
            is_empty=is_empty,
            ends=moment(desk.ends),
            key=_form_key(secret),
            most_bytes=MOST_BYTES,
            texts=texts,
        )

    def _secret(self, request: web.Request) -> str:
        return _secret(request, is_secure=self._strangers.comes_by_https(request))

    def _over(self) -> web.Response:
        return self._pages.page("upload_over.html", status=HTTPStatus.GONE)


def _secret(request: web.Request, *, is_secure: bool) -> str:
    return brought_cookie(request, VISIT_COOKIE, is_secure=is_secure)[:100]


def _shown_at(desk: Desk, item: str | None) -> str | None:
    """The pile at which the results stand: what is no item of the list lies in the last."""
    return item if item is None or item in {pile.code for pile in desk.piles} else ""


def _to_desk() -> web.Response:
    return web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": "/upload", "Cache-Control": "no-store"})


def _form_key(secret: str) -> str:
    """What only a page that we made for this visit has in its forms."""
    return hashlib.sha256(f"form:{secret}".encode()).hexdigest()[:32]


def _is_ours(fields: Mapping[str, str], secret: str) -> bool:
    return hmac.compare_digest(fields.get("key", "").encode(), _form_key(secret).encode())
