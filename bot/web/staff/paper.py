"""The page of a paper that came in: its scans, which are looked into before they are kept, and what is entered."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from http import HTTPStatus

from aiohttp import web
from msgspec import Struct

from bot.web.public.receiving import Take, receive_files
from bot.web.staff import addresses
from bot.web.staff.console import Console
from handlers.casework.incoming_rows import scan_fields
from handlers.casework.perform import perform
from handlers.casework.transitions import ActName
from handlers.forms.attachments import Received, Rejection
from handlers.materials.allowances import MOST_BYTES
from handlers.materials.handing_in import Materials
from handlers.results import Refused
from handlers.staff.actions.acting import Acting
from handlers.staff.overview.paper_view import PaperView, may_scan, paper_view
from handlers.texts import console_papers as texts

_PAPER = "/staff/register/{number:20[0-9]{2}-[0-9]{1,6}}"


class ScanResult(Struct, frozen=True):
    """What became of one file."""

    name: str
    is_taken: bool
    text: str


class PaperPage:
    """Read by members whose roles have to do with cases; scans come from those who keep the register."""

    def __init__(self, console: Console, materials: Materials) -> None:
        self._console = console
        self._materials = materials

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.get(_PAPER, self.show), web.post(_PAPER, self.take)]

    async def show(self, request: web.Request) -> web.Response:
        """Show where the paper stands."""
        return await self._page(request)

    async def take(self, request: web.Request) -> web.Response:
        """Take the scans of the form, each for itself: one that is refused holds up no other."""
        if not await self._console.read(request, may_scan):
            return self._refused(request, HTTPStatus.FORBIDDEN)
        results = await receive_files(request, self._taking(request))
        if isinstance(results, HTTPStatus):
            return self._console.pages.refusal(results)
        if not results:
            results = [ScanResult("", is_taken=False, text=texts.NO_SCAN_CHOSEN)]
        taken = all(one.is_taken for one in results)
        return await self._page(request, results, HTTPStatus.OK if taken else HTTPStatus.UNPROCESSABLE_ENTITY)

    def _taking(self, request: web.Request) -> Take[ScanResult]:
        async def take(fields: Mapping[str, str], chunks: AsyncIterator[bytes], name: str) -> ScanResult:
            self._console.check_key(request, fields)
            received = await self._materials.take(chunks, name)
            if isinstance(received, Rejection):
                return ScanResult(name, is_taken=False, text=received.text)
            number = request.match_info["number"]
            refused = await self._console.write(request, lambda acting: _add(acting, number, received))
            return ScanResult(received.name, is_taken=not refused, text=refused or texts.SCANNED)

        return take

    async def _page(
        self, request: web.Request, results: Sequence[ScanResult] = (), status: HTTPStatus = HTTPStatus.OK
    ) -> web.Response:
        number = request.match_info["number"]

        def look(acting: Acting) -> PaperView | HTTPStatus:
            if not acting.member.reads_cases:
                return HTTPStatus.FORBIDDEN
            return paper_view(acting, self._console.catalogue, number) or HTTPStatus.NOT_FOUND

        found = await self._console.read(request, look)
        if isinstance(found, HTTPStatus):
            return self._refused(request, found)
        return self._console.page(
            request,
            "paper.html",
            status=status,
            record=found,
            results=results,
            at=addresses,
            most=MOST_BYTES // 1024 // 1024,
        )

    def _refused(self, request: web.Request, status: HTTPStatus) -> web.Response:
        return self._console.page(request, "no_case.html", status=status, code=status.value)


def _add(acting: Acting, number: str, received: Received) -> str:
    """Why the scan was not kept; empty where it was."""
    fields = scan_fields(received)
    result = perform(acting.work, acting.member, ActName.ADD_SCAN, number, fields, kb=acting.kb)
    return "\n".join(reason.text for reason in result.reasons) if isinstance(result, Refused) else ""
