"""Setting up a password and an authenticator, by a link that is good once: three steps in one browser."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

import segno
from aiohttp import web

from bot.web.cookies import brought_cookie, keep_cookie
from bot.web.form_keys import form_key
from bot.web.staff.console import Console, to
from bot.web.staff.open_forms import OpenForms
from bot.web.staff.signing_in import Passwords
from handlers.casework.credentials import enrol
from handlers.identity.credentials import LEAST, MOST, is_named, is_too_common, provisioning_uri
from handlers.identity.enrolling import (
    Enrolment,
    begin_enrolment,
    enrolment,
    is_login_link,
    set_enrolling_password,
)
from handlers.identity.sign_in_log import Caller
from handlers.identity.staff_sessions import open_session
from handlers.results import Refused
from handlers.texts import console_signing_in as texts
from store.states import SignInWay
from store.work import Work

_COOKIE = "staff-enrolling"
_LASTS = timedelta(hours=1)
_SET_UP = "/staff/set-up"


class Enrolling:
    """The link shows a button: what only looks at links, as chats and mail programs do, uses none up."""

    def __init__(self, console: Console, passwords: Passwords, office: str) -> None:
        self._console = console
        self._passwords = passwords
        self._office = office
        self._forms = OpenForms(console)

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [
            web.get("/staff/begin/{token}", self.look),
            web.post("/staff/begin/{token}", self.begin),
            web.get(_SET_UP, self.show),
            web.post(f"{_SET_UP}/password", self.set_password),
            web.post(f"{_SET_UP}/code", self.finish),
        ]

    async def look(self, request: web.Request) -> web.Response:
        """Say what the link is for."""
        token = request.match_info["token"]
        is_good = await self._console.database.read(lambda work: is_login_link(work, token), self._console.clock())
        return self._forms.page(request, "begin.html") if is_good else self._over(request)

    async def begin(self, request: web.Request) -> web.Response:
        """Use the link up."""
        await self._forms.fields(request)
        token = request.match_info["token"]
        begun = await self._console.database.write(
            lambda work: begin_enrolment(work, token), self._console.clock()
        )
        if begun is None:
            return self._over(request)
        response = to(_SET_UP)
        self._keep(request, response, begun)
        return response

    async def show(self, request: web.Request) -> web.Response:
        """Show the step that is next."""
        return await self._step(request)

    async def set_password(self, request: web.Request) -> web.Response:
        """Keep the password's hash for the end."""
        fields = await self._forms.fields(request)
        password, again = fields.get("password", ""), fields.get("again", "")
        found = await self._found(request)
        if found is None:
            return self._over(request)
        problem = password_problem(password, again, found.member.name, self._office)
        if problem:
            return await self._step(request, problem=problem)
        hashed = await self._passwords.hashed(password)
        token = self._token(request)

        def act(work: Work) -> None:
            still = enrolment(work, token)
            if still is not None:
                set_enrolling_password(still, hashed)

        await self._console.database.write(act, self._console.clock())
        return to(_SET_UP)

    async def finish(self, request: web.Request) -> web.Response:
        """Take a code of the authenticator, and show the recovery codes: this once."""
        fields = await self._forms.fields(request)
        token, caller = self._token(request), self._console.caller(request)
        done = await self._console.database.write(
            lambda work: _finished(work, token, fields.get("code", ""), caller), self._console.clock()
        )
        if done is None:
            return await self._step(request, problem=texts.CODE_WRONG)
        codes, session = done
        response = self._console.page(request, "recovery_codes.html", codes=codes, key=form_key(session))
        self._console.keep_session(request, response, session)
        self._keep(request, response, "", lasts=timedelta(0))
        return response

    async def _step(self, request: web.Request, *, problem: str = "") -> web.Response:
        found = await self._found(request)
        if found is None:
            return self._over(request)
        status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
        name = found.member.name
        if not found.has_password:
            return self._forms.page(
                request, "set_password.html", status=status, problem=problem, name=name, least=LEAST, most=MOST
            )
        return self._forms.page(
            request,
            "set_authenticator.html",
            status=status,
            problem=problem,
            picture=authenticator_picture(found.secret, name, self._office),
            secret=_in_groups(found.secret),
        )

    async def _found(self, request: web.Request) -> Enrolment | None:
        token = self._token(request)
        return await self._console.database.read(lambda work: enrolment(work, token), self._console.clock())

    def _over(self, request: web.Request) -> web.Response:
        return self._console.page(request, "link_over.html", status=HTTPStatus.GONE)

    def _token(self, request: web.Request) -> str:
        return brought_cookie(request, _COOKIE, is_secure=self._console.comes_by_https(request))[:100]

    def _keep(
        self, request: web.Request, response: web.StreamResponse, token: str, *, lasts: timedelta = _LASTS
    ) -> None:
        is_secure = self._console.comes_by_https(request)
        keep_cookie(response, _COOKIE, token, lasts=lasts, is_secure=is_secure, is_embedded=False)


def password_problem(password: str, again: str, *names: str) -> str:
    """What is wrong with a new password; empty where nothing is."""
    if not LEAST <= len(password) <= MOST:
        return texts.password_short(least=LEAST, most=MOST)
    if password != again:
        return texts.NOT_THE_SAME
    if is_named(password, *names):
        return texts.MADE_OF_A_NAME
    return texts.TOO_COMMON if is_too_common(password) else ""


def authenticator_picture(secret: str, name: str, office: str) -> str:
    """The QR code, as part of a page: it is in no file and at no address."""
    code = segno.make(provisioning_uri(secret, member=name, office=office), error="m")
    return str(code.svg_inline(scale=5, border=4, dark="#000", light="#fff"))


def _finished(work: Work, token: str, code: str, caller: Caller) -> tuple[tuple[str, ...], str] | None:
    found = enrolment(work, token)
    codes = enrol(work, found, code) if found is not None else None
    if found is None or codes is None or isinstance(codes, Refused):
        return None
    return codes, open_session(work, found.member, SignInWay.PASSWORD, caller.browser, caller.household)


def _in_groups(secret: str) -> str:
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
