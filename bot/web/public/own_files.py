"""A firm's own files: pictures to look at, originals to save as they were handed in; and the way to add more."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

import structlog
from aiohttp import web

from bot.web.file_responses import original, viewing_copy
from bot.web.public.bound import NOT_THERE, Absent, BoundPages
from bot.web.public.row_numbers import row_number
from bot.web.public.upload_visit import begin_visit
from bot.web.viewing import viewing
from handlers.applications.own_applications import own_material
from handlers.applications.own_drafts import begin_upload, open_upload
from handlers.materials.uploads import LIVES
from store.files import ChangedFileError, FileStore
from store.tables.applications import Material

_LOG = structlog.get_logger(__name__)


class OwnFiles:
    """Whose a file is, is looked up for each request anew."""

    def __init__(self, bound: BoundPages, files: FileStore) -> None:
        self._bound = bound
        self._files = files

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [
            web.get("/mine/files/{material}", self.save),
            web.get("/mine/files/{material}/view", self.view),
            web.post("/mine/drafts/{draft}/upload", self.upload),
        ]

    async def save(self, request: web.Request) -> web.Response:
        """The original; one that is not what was handed in any more is not given out."""
        found = await self._material(request)
        if isinstance(found, Absent):
            return self._bound.absent(found)
        try:
            content = await asyncio.to_thread(
                self._files.read_checked, found.path, sha256=found.sha256, size=found.size
            )
        except (ChangedFileError, OSError):
            _LOG.exception("original is gone or changed", material=found.id)
            return self._bound.page("firm/damaged.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)
        return original(content, name=found.name, media_type=found.media_type)

    async def view(self, request: web.Request) -> web.Response:
        """The viewing copy of a picture."""
        found = await self._material(request)
        if isinstance(found, Absent):
            return self._bound.absent(found)
        content = await asyncio.to_thread(self._files.read, found.copy) if found.copy else None
        return viewing_copy(content) if content is not None else self._bound.absent(NOT_THERE)

    async def upload(self, request: web.Request) -> web.Response:
        """Begin a visit to the upload page. A frame keeps none of its cookies: from there a link leads out."""
        if self._bound.strangers.is_too_fast(request):
            return self._bound.refusal(HTTPStatus.TOO_MANY_REQUESTS)
        number = row_number(request.match_info["draft"])
        if viewing().is_framed:
            link = await self._bound.write(request, lambda work, actor: begin_upload(work, actor, number))
            return self._bound.absent(link) if isinstance(link, Absent) else self._linked(link)
        secret = await self._bound.write(request, lambda work, actor: open_upload(work, actor, number))
        return (
            self._bound.absent(secret)
            if isinstance(secret, Absent)
            else begin_visit(request, self._bound.strangers, secret)
        )

    def _linked(self, link: str) -> web.Response:
        minutes = int(LIVES.total_seconds() // 60)
        return self._bound.page("firm/upload_link.html", link=f"/upload/{link}", minutes=minutes)

    async def _material(self, request: web.Request) -> Material | Absent:
        number = row_number(request.match_info["material"])
        return await self._bound.read(request, lambda work, actor: own_material(work, actor, number))
