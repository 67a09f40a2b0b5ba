"""The whole record of telling of an application, a contract or a case, on a page of its own."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web

from bot.web.staff import addresses
from bot.web.staff.cases import PAGES
from bot.web.staff.console import Console, Handler
from handlers.casework.transitions import Subject
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.targets import target_of
from handlers.staff.overview.told_view import ToldView, told_view


class ToldPages:
    """For whoever reads cases."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.get(f"{path}/told", self._page(subject)) for subject, path in PAGES]

    def _page(self, subject: Subject) -> Handler:
        async def show(request: web.Request) -> web.Response:
            number = request.match_info["number"]

            def look(acting: Acting) -> ToldView | HTTPStatus:
                if not acting.member.reads_cases:
                    return HTTPStatus.FORBIDDEN
                target = target_of(acting.work, subject, number)
                return told_view(acting, target) if target else HTTPStatus.NOT_FOUND

            found = await self._console.read(request, look)
            if isinstance(found, HTTPStatus):
                return self._console.page(request, "no_case.html", status=found, code=found.value)
            back = addresses.page_of(subject, number)
            return self._console.page(request, "told.html", found=found, back=back, number=number)

        return show
