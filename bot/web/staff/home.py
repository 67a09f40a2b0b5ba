"""The console's first page."""

from __future__ import annotations

from aiohttp import web

from bot.web.staff.console import Console


class Home:
    """What waits for the member."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.get("/staff", self.show)]

    async def show(self, request: web.Request) -> web.Response:
        """Show it."""
        await self._console.read(request, lambda acting: acting.member)
        return self._console.page(request, "home.html")
