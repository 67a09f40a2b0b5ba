"""The year's days of work: read by every member, set by the office."""

from __future__ import annotations

from aiohttp import web

from bot.web.staff import addresses
from bot.web.staff.console import Console
from bot.web.staff.file_viewer import whole_number
from handlers.staff.calendar.year_view import year_view
from handlers.texts import calendar as texts


class Workdays:
    """By years: what the State Council publishes for one is entered once."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.get(addresses.WORKDAYS, self.show)]

    async def show(self, request: web.Request) -> web.Response:
        """A year by months."""
        year = whole_number(request.query.get("year", "")) or None
        view = await self._console.read(request, lambda acting: year_view(acting, self._console.catalogue, year))
        return self._console.page(request, "workdays.html", found=view, at=addresses, texts=texts)
