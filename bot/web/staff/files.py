"""The files of applications: looked at page by page, and saved as they were handed in."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from aiohttp import web

from bot.web import file_responses
from bot.web.staff import addresses
from bot.web.staff.console import Console
from bot.web.staff.file_viewer import FileViewer, fault_of, note_view, readable
from handlers.materials.view_copies import PAGED, PagePicture
from handlers.staff.actions.acting import Acting
from handlers.staff.overview.case_files import OwnedFile
from store.files import ChangedFileError, FileStore
from store.queries.access import record_access
from store.states import Access

_FILE = "/staff/files/{material:[0-9]{1,9}}"


class Files:
    """Read by members whose roles have to do with cases; whatever leaves is recorded before it does."""

    def __init__(self, console: Console, viewer: FileViewer, files: FileStore) -> None:
        self._console = console
        self._viewer = viewer
        self._files = files

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [
            web.get(_FILE, self.show),
            web.get(_FILE + "/pages/{page:[0-9]{1,6}}", self.page),
            web.get(_FILE + "/original", self.save),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """One file on a page of its own."""
        found = await self._console.read(request, lambda acting: _found(acting, request))
        if isinstance(found, HTTPStatus):
            return self._refused(request, found)
        opened = await self._viewer.open(request, found)
        return self._console.page(request, "file.html", opened=opened, at=addresses)

    async def page(self, request: web.Request) -> web.Response:
        """The picture of a page, or of a photo."""
        page = int(request.match_info["page"])

        def look(acting: Acting) -> OwnedFile | HTTPStatus:
            found = _found(acting, request)
            if isinstance(found, OwnedFile):
                note_view(acting, found, page)
            return found

        found = await self._console.write(request, look)
        if isinstance(found, HTTPStatus):
            return self._refused(request, found)
        picture = await self._picture(found, page)
        return file_responses.viewing_copy(picture) if picture else self._refused(request, HTTPStatus.NOT_FOUND)

    async def save(self, request: web.Request) -> web.Response:
        """The original, byte for byte; one that is another by now is not given out."""

        def look(acting: Acting) -> OwnedFile | HTTPStatus:
            found = _found(acting, request)
            if isinstance(found, OwnedFile):
                detail = f"material:{found.material.id}"
                record_access(
                    acting.work, by=acting.member.id, how=Access.DOWNLOAD, subject=found.about, detail=detail
                )
            return found

        found = await self._console.write(request, look)
        if isinstance(found, HTTPStatus):
            return self._refused(request, found)
        material = found.material
        try:
            content = await asyncio.to_thread(
                self._files.read_checked, material.path, sha256=material.sha256, size=material.size
            )
        except (ChangedFileError, OSError) as error:
            words = fault_of(material, error)
            status = HTTPStatus.INTERNAL_SERVER_ERROR
            return self._console.page(
                request, "file_fault.html", status=status, file=found, words=words, at=addresses
            )
        return file_responses.original(content, name=material.name, media_type=material.media_type)

    async def _picture(self, file: OwnedFile, page: int) -> bytes:
        """Empty where there is none."""
        if file.kind in PAGED:
            made = await self._viewer.copy_of(file, page)
            return made.picture if isinstance(made, PagePicture) else b""
        if file.material.copy is None or page != 1:
            return b""
        copy = await asyncio.to_thread(self._files.read, file.material.copy)
        return copy or b""

    def _refused(self, request: web.Request, status: HTTPStatus) -> web.Response:
        return self._console.page(request, "no_case.html", status=status, code=status.value)


def _found(acting: Acting, request: web.Request) -> OwnedFile | HTTPStatus:
    if not acting.member.reads_cases:
        return HTTPStatus.FORBIDDEN
    return readable(acting, int(request.match_info["material"])) or HTTPStatus.NOT_FOUND
