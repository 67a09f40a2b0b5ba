"""The page of one entry of 意向登记."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web

from bot.web.staff import addresses
from bot.web.staff.console import Console
from handlers.dates import day
from handlers.staff.actions.acting import Acting
from handlers.staff.lists.intention_view import IntentionView, intention_view, note_opened
from handlers.staff.lists.people import intentions_denied

_HERE = "intentions"


class Intentions:
    """For whoever may see to them; who opened one is on record."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.get(r"/staff/intentions/{number:\d{1,9}}", self.show)]

    async def show(self, request: web.Request) -> web.Response:
        """What the person left, what was done about it, and what can be done."""
        number = int(request.match_info["number"])

        def look(acting: Acting) -> IntentionView | HTTPStatus:
            if intentions_denied(acting) is not None:
                return HTTPStatus.FORBIDDEN
            return intention_view(acting, self._console.catalogue, number) or HTTPStatus.NOT_FOUND

        found = await self._console.read(request, look)
        if isinstance(found, HTTPStatus):
            template = "no_list.html" if found is HTTPStatus.FORBIDDEN else "no_intention.html"
            return self._console.page(request, template, status=found, here=_HERE)
        await self._console.write(request, lambda acting: note_opened(acting, number))
        return self._console.page(request, "intention.html", found=found, at=addresses, day=day, here=_HERE)
