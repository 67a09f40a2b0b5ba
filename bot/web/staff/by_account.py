"""Ways in that do no act on money: the link from a member's linked account, and a phone that a desktop lets in."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from aiohttp import web

from bot.web.cookies import brought_cookie, keep_cookie
from bot.web.staff.console import Console, to
from bot.web.staff.open_forms import OpenForms
from handlers.identity.account_entry import ENTER, enter_by_account, is_entry_link
from handlers.identity.phone_sign_in import PHONE_WAITS, begin_on_phone, enter_on_phone, phone_of
from store.work import Work

PHONE = "/staff/phone"
_COOKIE = "staff-phone"
_BETWEEN = "."


class ByAccount:
    """These doors are open to whoever is not signed in."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._forms = OpenForms(console)

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [
            web.get(f"{ENTER}{{token}}", self.look),
            web.post(f"{ENTER}{{token}}", self.enter),
            web.get(PHONE, self.show_code),
            web.post(PHONE, self.begin),
            web.post(f"{PHONE}/enter", self.enter_phone),
        ]

    async def look(self, request: web.Request) -> web.Response:
        """Say what the link is for."""
        token = request.match_info["token"]
        is_good = await self._console.database.read(lambda work: is_entry_link(work, token), self._console.clock())
        return self._forms.page(request, "enter.html") if is_good else self._over(request)

    async def enter(self, request: web.Request) -> web.Response:
        """Use the link up."""
        await self._forms.fields(request)
        token, caller = request.match_info["token"], self._console.caller(request)
        session = await self._console.database.write(
            lambda work: enter_by_account(work, token, caller), self._console.clock()
        )
        return self._entered(request, session)

    async def show_code(self, request: web.Request) -> web.Response:
        """Show the phone's code, and whether it was typed."""
        token, _, code = self._brought(request).partition(_BETWEEN)

        def look(work: Work) -> tuple[bool, bool]:
            row = phone_of(work, token)
            return row is not None, row is not None and row.approval is not None

        is_waiting, is_in = await self._console.database.read(look, self._console.clock())
        half = len(code) // 2
        shown = f"{code[:half]} {code[half:]}" if is_waiting else ""
        return self._forms.page(request, "phone.html", code=shown, is_in=is_in, many=False)

    async def begin(self, request: web.Request) -> web.Response:
        """Make a code."""
        await self._forms.fields(request)
        caller = self._console.caller(request)
        made = await self._console.database.write(lambda work: begin_on_phone(work, caller), self._console.clock())
        if made is None:
            status = HTTPStatus.TOO_MANY_REQUESTS
            return self._forms.page(request, "phone.html", status=status, code="", is_in=False, many=True)
        response = to(PHONE)
        self._keep(request, response, f"{made.token}{_BETWEEN}{made.code}", PHONE_WAITS)
        return response

    async def enter_phone(self, request: web.Request) -> web.Response:
        """Go on where the code was typed."""
        await self._forms.fields(request)
        token, caller = self._brought(request).partition(_BETWEEN)[0], self._console.caller(request)
        session = await self._console.database.write(
            lambda work: enter_on_phone(work, token, caller), self._console.clock()
        )
        response = self._entered(request, session) if session else to(PHONE)
        if session:
            self._keep(request, response, "", timedelta(0))
        return response

    def _entered(self, request: web.Request, session: str | None) -> web.Response:
        if session is None:
            return self._over(request)
        response = to("/staff")
        self._console.keep_session(request, response, session)
        return response

    def _over(self, request: web.Request) -> web.Response:
        return self._console.page(request, "link_over.html", status=HTTPStatus.GONE)

    def _brought(self, request: web.Request) -> str:
        return brought_cookie(request, _COOKIE, is_secure=self._console.comes_by_https(request))[:100]

    def _keep(self, request: web.Request, response: web.StreamResponse, value: str, lasts: timedelta) -> None:
        is_secure = self._console.comes_by_https(request)
        keep_cookie(response, _COOKIE, value, lasts=lasts, is_secure=is_secure, is_embedded=False)
