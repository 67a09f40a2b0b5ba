"""What a visit to the upload page looks at beside its form: the pictures that are there, and letters to print."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

from aiohttp import web

from bot.web.file_responses import viewing_copy
from bot.web.pages import Pages
from bot.web.public.letter_pages import letter_page
from bot.web.public.row_numbers import row_number
from bot.web.public.strangers import Strangers
from bot.web.public.upload_visit import visit_secret
from handlers.applications.letters import Letter, letter_of_draft
from handlers.applications.own_applications import firm_of
from handlers.materials.upload_desk import upload_of
from handlers.materials.uploads import visit_of
from policy_kb.kb import PolicyKB
from store.database import Database
from store.files import FileStore
from store.work import Work


class UploadShown:
    """Every look finds the visit anew."""

    def __init__(
        self,
        *,
        database: Database,
        files: FileStore,
        pages: Pages,
        kb: PolicyKB,
        strangers: Strangers,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._files = files
        self._pages = pages
        self._kb = kb
        self._strangers = strangers
        self._clock = clock

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [
            web.get("/upload/files/{material}", self.view),
            web.get("/upload/print/{paper}", self.print),
        ]

    async def view(self, request: web.Request) -> web.Response:
        """The viewing copy of a picture that the page shows."""
        secret, number = visit_secret(request, self._strangers), row_number(request.match_info["material"])
        found = await self._database.read(lambda work: upload_of(work, secret, number), self._clock())
        if found is None or not found.copy:
            return self._pages.refusal(HTTPStatus.NOT_FOUND)
        content = await asyncio.to_thread(self._files.read, found.copy)
        return viewing_copy(content) if content is not None else self._pages.refusal(HTTPStatus.NOT_FOUND)

    async def print(self, request: web.Request) -> web.Response:
        """申请书 or 承诺书 of the visit's draft: to be stamped, and handed in here."""
        secret = visit_secret(request, self._strangers)

        def look(work: Work) -> Letter | None:
            visit = visit_of(work, secret)
            return letter_of_draft(work, self._kb, visit.draft, firm_of(work, visit.by)) if visit else None

        letter = await self._database.read(look, self._clock())
        if letter is None:
            return self._pages.page("upload_over.html", status=HTTPStatus.GONE)
        return letter_page(
            self._pages,
            self._kb,
            request.match_info["paper"],
            letter,
            now=self._clock(),
            frame="upload_frame.html",
        )
