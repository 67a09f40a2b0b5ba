"""The files of applications: looked at page by page, saved as they were handed in, listed to take along."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from http import HTTPStatus

from aiohttp import web

from bot.web import file_responses
from bot.web.staff import addresses
from bot.web.staff.console import Console
from bot.web.staff.file_viewer import FileViewer, fault_of, note_view, readable
from handlers.filekinds import MEDIA_TYPES, FileKind
from handlers.materials.view_copies import PAGED, PagePicture
from handlers.staff.actions.acting import Acting
from handlers.staff.exporting import export_mark, marked_sheet
from handlers.staff.overview.accesses import AccessLine, access_lines
from handlers.staff.overview.case_files import OwnedFile, marks_of
from handlers.texts import exporting as texts
from store.files import ChangedFileError, FileStore
from store.queries.access import record_access
from store.queries.applications import application_numbered
from store.queries.materials import checklist, materials_of_application
from store.states import Access
from store.tables.applications import Application

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
            web.get("/staff/applications/{number}/materials.xlsx", self.export),
            web.get("/staff/applications/{number}/accesses", self.accesses),
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

    async def export(self, request: web.Request) -> web.Response:
        """The list of an application's files as a sheet, marked with who took it out and when."""
        number = request.match_info["number"]

        def look(acting: Acting) -> bytes | HTTPStatus:
            if not acting.member.reads_cases:
                return HTTPStatus.FORBIDDEN
            application = application_numbered(acting.work, number)
            return _list_of(acting, application) if application else HTTPStatus.NOT_FOUND

        found = await self._console.write(request, look)
        if isinstance(found, HTTPStatus):
            return self._refused(request, found)
        name = f"{texts.materials_title(number=number)}.xlsx"
        return file_responses.original(found, name=name, media_type=MEDIA_TYPES[FileKind.XLSX])

    async def accesses(self, request: web.Request) -> web.Response:
        """Who opened, downloaded or exported what of an application."""
        number = request.match_info["number"]

        def look(acting: Acting) -> tuple[AccessLine, ...] | HTTPStatus:
            if not acting.member.reads_cases:
                return HTTPStatus.FORBIDDEN
            application = application_numbered(acting.work, number)
            return access_lines(acting.work, application) if application else HTTPStatus.NOT_FOUND

        found = await self._console.read(request, look)
        if isinstance(found, HTTPStatus):
            return self._refused(request, found)
        return self._console.page(request, "accesses.html", number=number, lines=found, at=addresses)

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


def _list_of(acting: Acting, application: Application) -> bytes:
    title = texts.materials_title(number=application.number)
    mark = export_mark(acting.work, acting.member, subject=application.number, what=texts.MATERIALS)
    return marked_sheet(
        title=title, mark=mark, headings=texts.MATERIAL_HEADINGS, rows=tuple(_rows(acting, application))
    )


def _rows(acting: Acting, application: Application) -> Iterator[tuple[str, ...]]:
    marks = marks_of(acting, application)
    labels = {item.code: item.label for item in checklist(acting.work, application.kind)}
    for place, one in enumerate(materials_of_application(acting.work, application.id), start=1):
        mark, item = marks[one.id], labels.get(one.item, one.item)
        checked = mark.checked or texts.NOT_CHECKED
        yield str(place), item, one.name, str(one.size), mark.received, one.sha256, checked
