"""Contracts out of a sheet: the template to fill in, and a filled one entered whole or not at all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from http import HTTPStatus

from aiohttp import web

from bot.web.public.receiving import Take, receive_files
from bot.web.staff import addresses
from bot.web.staff.console import Console
from handlers.casework.contracts import may_enter
from handlers.contracts.importing import Faulty, FaultySheetError, Imported, import_contracts
from handlers.contracts.sheet import MOST_BYTES, Sheet, read_sheet, template
from handlers.dates import local_day
from handlers.results import Refused
from handlers.texts import contract_values as texts
from handlers.texts.contracts import NOT_ALLOWED

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ContractImport:
    """The bureau's."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [
            web.get("/staff/contracts/import", self.show),
            web.post("/staff/contracts/import", self.take),
            web.get("/staff/contracts/template.xlsx", self.template),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """Ask for the file."""
        return self._page(request, may=await self._may(request))

    async def template(self, request: web.Request) -> web.Response:
        """The empty sheet."""
        await self._may(request)
        headers = {"Content-Disposition": 'attachment; filename="contracts.xlsx"', "Cache-Control": "no-store"}
        return web.Response(body=template(), content_type=_XLSX, headers=headers)

    async def take(self, request: web.Request) -> web.Response:
        """Enter what the file says, or tell everything that is wrong in it."""
        if not await self._may(request):
            return self._page(request, may=False, status=HTTPStatus.FORBIDDEN)
        found = await receive_files(request, self._reader(request))
        if isinstance(found, HTTPStatus):
            return self._console.pages.refusal(found)
        sheet = next(iter(found), None)
        if sheet is None:
            return self._page(request, faults=(texts.NO_FILE,), status=HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            done = await self._console.write(
                request, lambda acting: import_contracts(acting.work, acting.member, sheet)
            )
        except FaultySheetError as error:
            done = Faulty(error.faults)
        match done:
            case Imported():
                return self._page(request, done=done)
            case Faulty(faults):
                told = tuple(fault.words for fault in faults)
            case Refused(reasons):
                told = tuple(reason.text for reason in reasons)
        return self._page(request, faults=told, status=HTTPStatus.UNPROCESSABLE_ENTITY)

    def _reader(self, request: web.Request) -> Take[Sheet]:
        async def read(fields: Mapping[str, str], chunks: AsyncIterator[bytes], _name: str) -> Sheet:
            self._console.check_key(request, fields)
            content = bytearray()
            async for chunk in chunks:
                content += chunk
                if len(content) > MOST_BYTES:
                    break  # one byte too many is told as too many
            today = local_day(self._console.clock())
            return await asyncio.to_thread(read_sheet, bytes(content), today)

        return read

    async def _may(self, request: web.Request) -> bool:
        return await self._console.read(request, lambda acting: not may_enter(acting.member))

    def _page(
        self,
        request: web.Request,
        *,
        may: bool = True,
        done: Imported | None = None,
        faults: tuple[str, ...] = (),
        status: HTTPStatus = HTTPStatus.OK,
    ) -> web.Response:
        return self._console.page(
            request,
            "import.html",
            status=status,
            done=done,
            faults=faults,
            at=addresses,
            may=may,
            not_allowed=NOT_ALLOWED,
        )
