"""The upload page: a link from the chat opens it once; files go to the items of one draft. No script is needed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import datetime
from http import HTTPStatus

from aiohttp import web
from msgspec import Struct

from bot.web.bodies import read_form
from bot.web.form_keys import form_key, is_own_form
from bot.web.pages import Pages
from bot.web.public.receiving import FORM_BYTES, receive_files
from bot.web.public.row_numbers import row_number
from bot.web.public.strangers import Strangers
from bot.web.public.upload_visit import begin_visit, to_desk, visit_secret
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
)
from handlers.materials.uploads import LIVES, open_link
from handlers.texts import materials as texts
from store.database import Database


class FileResult(Struct, frozen=True):
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
        return begin_visit(request, self._strangers, secret)

    async def show(self, request: web.Request) -> web.Response:
        """Show the items, what is there already, and the form."""
        return await self._desk(request)

    async def take(self, request: web.Request) -> web.Response:
        """Take the files of the form, each for itself: one that is refused holds up no other."""
        secret = visit_secret(request, self._strangers)
        size = max(0, (request.content_length or 0) - FORM_BYTES)
        problem = await self._database.write(lambda work: admit_form(work, secret, size), self._clock())
        if problem is Problem.NO_DRAFT:
            return self._over()
        if problem is not None:
            result = FileResult(texts.THIS_FORM, is_taken=False, text=texts.PROBLEMS[problem])
            return await self._desk(request, results=[result], status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)

        item: str | None = None

        async def take_one(fields: Mapping[str, str], chunks: AsyncIterator[bytes], name: str) -> FileResult:
            nonlocal item
            if not is_own_form(fields, secret):
                raise _LeftError
            item = fields.get("item", "")
            return await self._take(secret, item, chunks, name)

        try:
            results = await receive_files(request, take_one)
        except _LeftError:
            return self._over()
        if isinstance(results, HTTPStatus):
            return self._pages.refusal(results)
        return await self._desk(request, results=results, item=item, is_empty=not results)

    async def remove(self, request: web.Request) -> web.Response:
        """Take one file out again."""
        form = await read_form(request)
        if isinstance(form, HTTPStatus):
            return self._pages.refusal(form)
        secret, number = visit_secret(request, self._strangers), form.get("material", "")
        if not is_own_form(form, secret):
            return self._over()
        if row := row_number(number):
            await self._database.write(lambda work: remove_upload(work, secret, row), self._clock())
        return to_desk()

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
        request: web.Request,
        *,
        results: Sequence[FileResult] = (),
        item: str | None = None,
        is_empty: bool = False,
        status: HTTPStatus = HTTPStatus.OK,
    ) -> web.Response:
        secret = visit_secret(request, self._strangers)
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
            goes_on_here=desk.is_of_page(self._strangers.known(request)),
            ends=moment(desk.ends),
            key=form_key(secret),
            most_bytes=MOST_BYTES,
            texts=texts,
        )

    def _over(self) -> web.Response:
        return self._pages.page("upload_over.html", status=HTTPStatus.GONE)


def _shown_at(desk: Desk, item: str | None) -> str | None:
    """The pile at which the results stand: what is no item of the list lies in the last."""
    return item if item is None or item in {pile.code for pile in desk.piles} else ""
