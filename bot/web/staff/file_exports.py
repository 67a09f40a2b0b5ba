"""What leaves of an application's files together: their list, all originals; and who took or looked at what."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

from aiohttp import web

from bot.web import file_responses
from bot.web.packages import AT_ONCE, send_package
from bot.web.staff import addresses
from bot.web.staff.console import Console
from bot.web.staff.file_viewer import fault_of
from bot.web.staff.packing import first_fault, packed
from handlers.filekinds import MEDIA_TYPES, FileKind
from handlers.staff.actions.acting import Acting
from handlers.staff.overview.accesses import access_lines
from handlers.staff.overview.material_export import Package, material_list, package_of
from handlers.texts import exporting as texts
from store.files import FileStore
from store.queries.applications import application_numbered
from store.tables.applications import Application, Material

_T = TypeVar("_T")


class FileExports:
    """For members whose roles have to do with cases; each export is recorded before it leaves."""

    def __init__(self, console: Console, files: FileStore) -> None:
        self._console = console
        self._files = files
        self._slots = asyncio.Semaphore(AT_ONCE)

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [
            web.get("/staff/applications/{number}/materials.xlsx", self.list_out),
            web.get("/staff/applications/{number}/originals.zip", self.pack),
            web.get("/staff/applications/{number}/accesses", self.accesses),
        ]

    async def list_out(self, request: web.Request) -> web.Response:
        """The list as a sheet, marked with who took it out and when."""
        found = await self._console.write(request, _about(request, material_list))
        if isinstance(found, HTTPStatus):
            return self._refused(request, found)
        name = f"{texts.materials_title(number=request.match_info['number'])}.xlsx"
        return file_responses.original(found, name=name, media_type=MEDIA_TYPES[FileKind.XLSX])

    async def pack(self, request: web.Request) -> web.StreamResponse:
        """All originals with their list; none where one of them is not what was handed in."""
        found = await self._console.write(request, _about(request, package_of))
        if isinstance(found, HTTPStatus):
            return self._refused(request, found)
        async with self._slots:
            fault = await first_fault(found, self._files)
            return self._fault(request, found, *fault) if fault else await self._send(request, found)

    async def accesses(self, request: web.Request) -> web.Response:
        """Who opened, downloaded or exported what of an application."""
        found = await self._console.read(
            request, _about(request, lambda acting, application: access_lines(acting.work, application))
        )
        if isinstance(found, HTTPStatus):
            return self._refused(request, found)
        number = request.match_info["number"]
        return self._console.page(request, "accesses.html", number=number, lines=found, at=addresses)

    async def _send(self, request: web.Request, package: Package) -> web.StreamResponse:
        name = f"{texts.originals_title(number=package.number)}.zip"
        return await send_package(request, name, packed(package, self._files))

    def _fault(self, request: web.Request, package: Package, material: Material, error: Exception) -> web.Response:
        return self._console.page(
            request,
            "package_fault.html",
            status=HTTPStatus.INTERNAL_SERVER_ERROR,
            number=package.number,
            name=material.name,
            words=fault_of(material, error),
            at=addresses,
        )

    def _refused(self, request: web.Request, status: HTTPStatus) -> web.Response:
        return self._console.page(request, "no_case.html", status=status, code=status.value)


def _about(request: web.Request, look: Callable[[Acting, Application], _T]) -> Callable[[Acting], _T | HTTPStatus]:
    """Look at the application that the address names, as a member who may."""
    number = request.match_info["number"]

    def looking(acting: Acting) -> _T | HTTPStatus:
        if not acting.member.reads_cases:
            return HTTPStatus.FORBIDDEN
        application = application_numbered(acting.work, number)
        return look(acting, application) if application else HTTPStatus.NOT_FOUND

    return looking
