"""What leaves of a contract's archive: directory and 移交清单 on A4, the directory as a sheet, all as a ZIP."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

from aiohttp import web

from bot.media.archive_zip import ArchiveZip, damaged_originals
from bot.web import file_responses
from bot.web.packages import AT_ONCE, send_package
from bot.web.staff.archive import ARCHIVE, about, archive_of
from bot.web.staff.console import Console
from handlers.filekinds import MEDIA_TYPES, FileKind
from handlers.staff.actions.acting import Acting
from handlers.staff.archive.package import ArchivePackage, archive_package, export_of
from handlers.staff.archive.taken_out import Paper, directory_paper, directory_sheet, transfer_paper
from handlers.texts import archive as texts
from handlers.texts import archive_package as package_texts
from store.files import FileStore
from store.tables.contracts import Contract

ANYWAY = "anyway"
"""In the address: the member read which originals are damaged, and wants the rest."""


class ArchiveExports:
    """For members whose roles have to do with cases; each is recorded before it leaves."""

    def __init__(self, console: Console, files: FileStore) -> None:
        self._console = console
        self._files = files
        self._slots = asyncio.Semaphore(AT_ONCE)

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [
            web.get(ARCHIVE + "/directory.xlsx", self.sheet),
            web.get(ARCHIVE + "/print", self.print),
            web.get(ARCHIVE + "/transfer/print", self.print_next),
            web.get(ARCHIVE + "/transfers/{place:[0-9]{1,6}}/print", self.print_transfer),
            web.get(ARCHIVE + "/package.zip", self.pack),
        ]

    async def sheet(self, request: web.Request) -> web.Response:
        """归档文件目录 as a sheet."""
        found = await self._console.write(request, about(request, directory_sheet))
        if isinstance(found, HTTPStatus):
            return self._refused(request, found)
        name = f"{texts.title_of(number=request.match_info['number'], title=texts.TITLE)}.xlsx"
        return file_responses.original(found, name=name, media_type=MEDIA_TYPES[FileKind.XLSX])

    async def print(self, request: web.Request) -> web.Response:
        """归档文件目录 on A4."""
        return self._paper(request, await self._console.write(request, about(request, directory_paper)))

    async def print_next(self, request: web.Request) -> web.Response:
        """移交清单 of what would be handed over now, to be signed."""

        def look(acting: Acting, contract: Contract) -> Paper:
            return directory_paper(acting, contract, texts.TRANSFER)

        found = await self._console.write(request, about(request, look))
        return self._paper(request, found, is_transfer=True)

    async def print_transfer(self, request: web.Request) -> web.Response:
        """移交清单 of a hand-over, as it was."""
        place = int(request.match_info["place"])

        def look(acting: Acting, contract: Contract) -> Paper | HTTPStatus:
            return transfer_paper(acting, contract, place) or HTTPStatus.NOT_FOUND

        found = await self._console.write(request, about(request, look))
        return self._paper(request, found, is_transfer=True)

    async def pack(self, request: web.Request) -> web.StreamResponse:
        """The whole archive. Damaged originals are told first; with `anyway` it comes without them and says so."""
        found = await self._console.read(request, about(request, self._named))
        if isinstance(found, HTTPStatus):
            return self._refused(request, found)
        async with self._slots:
            damaged = [] if ANYWAY in request.query else await damaged_originals(found, self._files)
            if damaged:
                return self._console.page(
                    request,
                    "archive_fault.html",
                    status=HTTPStatus.INTERNAL_SERVER_ERROR,
                    package=found,
                    damaged=damaged,
                    here_at=archive_of(request),
                    anyway=ANYWAY,
                )
            mark = await self._console.write(request, about(request, export_of))
            assert isinstance(mark, str)
            package = await self._console.read(
                request, about(request, lambda acting, contract: self._marked(acting, contract, mark))
            )
            assert isinstance(package, ArchivePackage)
            return await self._send(request, package)

    def _named(self, acting: Acting, contract: Contract) -> ArchivePackage:
        """To look at its originals: nothing of it leaves."""
        return self._marked(acting, contract, "")

    def _marked(self, acting: Acting, contract: Contract, mark: str) -> ArchivePackage:
        return archive_package(acting, self._console.catalogue, contract, mark)

    async def _send(self, request: web.Request, package: ArchivePackage) -> web.StreamResponse:
        name = package_texts.package_name(number=package.number)
        return await send_package(request, name, ArchiveZip(package, self._files).pieces())

    def _paper(
        self, request: web.Request, found: Paper | HTTPStatus, *, is_transfer: bool = False
    ) -> web.Response:
        if isinstance(found, HTTPStatus):
            return self._refused(request, found)
        return self._console.page(
            request,
            "archive_print.html",
            paper=found,
            is_transfer=is_transfer,
            here_at=archive_of(request),
            texts=texts,
            kept=package_texts.kept(term=found.term, place=found.place),
        )

    def _refused(self, request: web.Request, status: HTTPStatus) -> web.Response:
        return self._console.page(request, "no_case.html", status=status, code=status.value)
