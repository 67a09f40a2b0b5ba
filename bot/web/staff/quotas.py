"""The page of the quotas (指标)."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web

from bot.web.staff import addresses
from bot.web.staff.console import Console
from bot.web.staff.ledgers import PLACES
from handlers.dates import day
from handlers.money import yuan
from handlers.staff.actions.acting import Acting
from handlers.staff.overview.quota_view import QuotaView, quota_view
from handlers.texts import casework
from handlers.texts import quotas as texts

_HERE = "money"


class Quotas:
    """Read by whoever reads cases; recorded by those who have the acts."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.get("/staff/money/quotas", self.show)]

    async def show(self, request: web.Request) -> web.Response:
        """Every quota with what moved it, what payments drew, and what is left."""

        def look(acting: Acting) -> QuotaView | None:
            return quota_view(acting, self._console.catalogue) if acting.member.reads_cases else None

        found = await self._console.read(request, look)
        if found is None:
            return self._console.page(request, "no_list.html", status=HTTPStatus.FORBIDDEN, here=_HERE)
        return self._console.page(
            request,
            "quotas.html",
            found=found,
            at=addresses,
            here=_HERE,
            places=PLACES,
            day=day,
            sources=casework.MONEY_SOURCES,
            words=texts,
            yuan=yuan,
        )
