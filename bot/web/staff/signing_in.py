"""The way into the console, and out of it."""

from __future__ import annotations

from aiohttp import web

from bot.web.staff.console import SIGN_IN, Console, to
from handlers.identity.staff_sessions import end_session


class SigningIn:
    """These doors are open to whoever is not signed in."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.get(SIGN_IN, self.show), web.post("/staff/sign-out", self.leave)]

    async def show(self, request: web.Request) -> web.Response:
        """Ask who is there."""
        return self._console.page(request, "sign_in.html")

    async def leave(self, request: web.Request) -> web.Response:
        """End the session."""
        await self._console.form(request)
        token = self._console.token(request)
        await self._console.database.write(lambda work: end_session(work, token), self._console.clock())
        return to(SIGN_IN)
