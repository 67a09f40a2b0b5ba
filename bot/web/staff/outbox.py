"""The page of messages that were not sent: what waits, since when, and what was given up."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web

from bot.web.staff import addresses
from bot.web.staff.console import Console
from handlers.staff.actions.acting import Acting
from handlers.staff.overview.outbox_view import OutboxView, outbox_view
from handlers.texts import binding
from handlers.texts import outbox as texts
from store.states import OutboxState

_STATES = {state: OutboxState(state) for state in texts.STATES}


class OutboxPage:
    """Read by those who look after messages; an administrator sends one again by an act."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.get("/staff/outbox", self.show)]

    async def show(self, request: web.Request) -> web.Response:
        """The oldest in the state that the address names; without one, those that were given up."""
        state = _STATES.get(request.query.get("state", ""), OutboxState.DEAD)
        channel = request.query.get("channel", "")[:16]

        def look(acting: Acting) -> OutboxView | None:
            return outbox_view(acting, self._console.catalogue, state, channel)

        found = await self._console.read(request, look)
        if found is None:
            return self._console.page(request, "no_list.html", status=HTTPStatus.FORBIDDEN, here="settings")
        return self._console.page(
            request, "outbox.html", found=found, at=addresses, states=texts.STATES, channels=binding.CHANNELS
        )
