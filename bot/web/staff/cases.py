"""The pages of an application, a contract and a case of money taken back."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web

from bot.web.staff import addresses
from bot.web.staff.console import Console, Handler
from bot.web.staff.file_viewer import FileViewer
from bot.web.staff.neighbours import neighbours
from handlers.casework.transitions import Subject
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.targets import target_of
from handlers.staff.overview.case_view import CaseView, case_view

PAGES = (
    (Subject.APPLICATION, "/staff/applications/{number}"),
    (Subject.CONTRACT, "/staff/contracts/{number}"),
    (Subject.CASE, r"/staff/cases/{number:\d{1,9}}"),
)
"""What has a page, and where."""


class Cases:
    """Read by members whose roles have to do with cases; what they may do is decided act by act."""

    def __init__(self, console: Console, viewer: FileViewer) -> None:
        self._console = console
        self._viewer = viewer

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.get(path, self._page(subject)) for subject, path in PAGES]

    def _page(self, subject: Subject) -> Handler:
        async def show(request: web.Request) -> web.Response:
            number = request.match_info["number"]

            def look(acting: Acting) -> CaseView | HTTPStatus:
                if not acting.member.reads_cases:
                    return HTTPStatus.FORBIDDEN
                target = target_of(acting.work, subject, number)
                return case_view(acting, self._console.catalogue, target) if target else HTTPStatus.NOT_FOUND

            found = await self._console.read(request, look)
            if isinstance(found, HTTPStatus):
                return self._console.page(request, "no_case.html", status=found, code=found.value)
            opened = await self._viewer.chosen(request, number) if subject is Subject.APPLICATION else None
            return self._console.page(
                request,
                "case.html",
                case=found,
                opened=opened,
                at=addresses,
                now=self._console.clock(),
                here_again=request.path_qs,
                around=neighbours(request.query, (subject, found.card.number)),
            )

        return show
