"""The page of one notice to a firm: what became of it, and whom to call."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web

from bot.web.staff import addresses
from bot.web.staff.console import Console
from handlers.staff.actions.acting import Acting
from handlers.staff.lists.notice_view import NoticeView, notice_view

_HERE = "untold"


class FirmNotices:
    """For whoever reads cases."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.get(r"/staff/untold/{number:\d{1,9}}", self.show)]

    async def show(self, request: web.Request) -> web.Response:
        """What it says, to whom it went, and what can be done."""
        number = int(request.match_info["number"])

        def look(acting: Acting) -> NoticeView | HTTPStatus:
            if not acting.member.reads_cases:
                return HTTPStatus.FORBIDDEN
            return notice_view(acting, self._console.catalogue, number) or HTTPStatus.NOT_FOUND

        found = await self._console.read(request, look)
        if isinstance(found, HTTPStatus):
            template = "no_list.html" if found is HTTPStatus.FORBIDDEN else "no_notice.html"
            return self._console.page(request, template, status=found, here=_HERE)
        return self._console.page(request, "notice.html", found=found, at=addresses, here=_HERE)
