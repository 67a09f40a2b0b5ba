"""The page of a member of staff."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web

from bot.web.staff import addresses
from bot.web.staff.console import Console
from handlers.staff.overview.member_view import member_view


class Members:
    """Read by every member, kept by the administrator."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.get("/staff/members/{name}", self.show)]

    async def show(self, request: web.Request) -> web.Response:
        """Roles, accounts, and what can be done."""
        name, catalogue = request.match_info["name"], self._console.catalogue
        view = await self._console.read(request, lambda acting: member_view(acting, catalogue, name))
        if view is None:
            return self._console.pages.refusal(HTTPStatus.NOT_FOUND)
        return self._console.page(request, "member.html", found=view, at=addresses)
