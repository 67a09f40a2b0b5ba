"""概览: what the office has before it, in charts with their tables, as of the day that the address names."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlencode

from aiohttp import web

from bot.web.staff.console import Console, to
from handlers.dates import local_day
from handlers.staff.actions.acting import Acting
from handlers.staff.dashboard.dashboard import Dashboard, dashboard
from handlers.staff.ledgers.asking import AS_OF, LedgerAsked
from handlers.texts import dashboard as texts

_PATH = "/staff/overview"


class DashboardPage:
    """Read by members whose roles have to do with cases. Drawn by the server: no script."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.get(_PATH, self.show)]

    async def show(self, request: web.Request) -> web.Response:
        """The page; an address without its day is led to that of today, so that what is kept says which."""

        def look(acting: Acting) -> Dashboard | HTTPStatus | None:
            if not acting.member.reads_cases:
                return HTTPStatus.FORBIDDEN
            if not request.query.get(AS_OF, "").strip():
                return None
            asked = LedgerAsked(request.query.items(), acting.work.now)
            return dashboard(acting, asked, self._console.catalogue.table)

        found = await self._console.read(request, look)
        if found is None:
            return to(f"{_PATH}?{urlencode({AS_OF: local_day(self._console.clock()).isoformat()})}")
        if isinstance(found, HTTPStatus):
            return self._console.page(request, "no_case.html", status=found, code=found.value)
        return self._console.page(request, "dashboard.html", found=found, texts=texts)
