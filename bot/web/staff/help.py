"""What can be done at the console, by whom and on what basis: read from the one list of actions."""

from __future__ import annotations

from aiohttp import web

from bot.web.staff.console import Console
from handlers.staff.actions.guide import chapters


class Help:
    """For every member; their own actions stand first."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.get("/staff/help", self.show)]

    async def show(self, request: web.Request) -> web.Response:
        """Show it."""
        console = self._console
        found = await console.read(request, lambda acting: chapters(console.catalogue, acting.kb, acting.member))
        return console.page(request, "help.html", chapters=found, here="help")
