"""The way into the console, and out of it: name, password, authenticator; what was typed before comes along."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Callable, Mapping
from http import HTTPStatus

from aiohttp import web

from bot.web.form_keys import form_key
from bot.web.staff.console import SIGN_IN, Console, to
from bot.web.staff.open_forms import OpenForms
from handlers.identity.actors import StaffMember
from handlers.identity.credentials import hash_password, is_password
from handlers.identity.sign_in_log import Caller
from handlers.identity.signing_in import HeldOff, Opened, begin_try, finish_try
from handlers.identity.staff_sessions import end_session, known_session
from handlers.notices.sign_in_alerts import alert_of_failed_try
from handlers.texts import console_signing_in as texts
from store.work import Work

HOME = "/staff"
KEPT = "kept."
"""Before the name of a field that a form brought when its session was over."""

_WHOSE, _NEXT = "whose", "next"
_PURPOSE = "kept words"
_AT_ONCE = 2
"""Passwords that are compared or hashed at the same time: each takes 64 MiB for a moment."""


class Passwords:
    """Compares and hashes passwords beside the loop, a few at a time."""

    def __init__(
        self,
        *,
        compare: Callable[[str, str], bool] = is_password,
        make: Callable[[str], str] = hash_password,
    ) -> None:
        self._compare, self._make = compare, make
        self._slots = asyncio.Semaphore(_AT_ONCE)

    async def is_right(self, stored: str, password: str) -> bool:
        """Whether it is the password of this hash."""
        async with self._slots:
            return await asyncio.to_thread(self._compare, stored, password)

    async def hashed(self, password: str) -> str:
        """The password as it is stored."""
        async with self._slots:
            return await asyncio.to_thread(self._make, password)


class SigningIn:
    """These doors are open to whoever is not signed in."""

    def __init__(self, console: Console, passwords: Passwords) -> None:
        self._console = console
        self._forms = OpenForms(console)
        self._passwords = passwords
        console.signed_out = self.keep_words

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [
            web.get(SIGN_IN, self.show),
            web.post(SIGN_IN, self.enter),
            web.post("/staff/sign-out", self.leave),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """Ask who is there."""
        return self._page(request, {_NEXT: request.query.get(_NEXT, "")})

    async def keep_words(self, request: web.Request) -> web.Response:
        """Ask in place of a form whose session is over; its words stay in the page, and on no disk."""
        kept, token = self._console.kept_fields(request), self._console.token(request)
        whose = await self._console.database.read(lambda work: _whose_words(work, token), self._console.clock())
        carried = {f"{KEPT}{name}": value for name, value in kept.items() if whose and not _is_secret(name)}
        fields = {_NEXT: request.path_qs if carried else HOME, _WHOSE: whose, **carried}
        return self._page(request, fields, problem=texts.SESSION_OVER if carried else "")

    async def enter(self, request: web.Request) -> web.Response:
        """Let somebody in, or say that something of it was wrong."""
        fields = await self._forms.fields(request)
        name, password, code = (fields.pop(one, "") for one in ("name", "password", "code"))
        found = await self._tried(name, password, code, self._console.caller(request))
        if isinstance(found, HeldOff):
            return self._again(request, fields, name, texts.held_off(until=found.until, now=self._console.clock()))
        if found is None:
            return self._again(request, fields, name, texts.WRONG)
        return await self._let_in(request, fields, found)

    async def leave(self, request: web.Request) -> web.Response:
        """End the session."""
        await self._console.form(request)
        token = self._console.token(request)
        await self._console.database.write(lambda work: end_session(work, token), self._console.clock())
        return to(SIGN_IN)

    async def _tried(self, name: str, password: str, code: str, caller: Caller) -> Opened | HeldOff | None:
        database, clock = self._console.database, self._console.clock
        begun = await database.write(lambda work: begin_try(work, name, caller), clock())
        if isinstance(begun, HeldOff):
            return begun
        is_right = await self._passwords.is_right(begun.password_hash, password)

        def finish(work: Work) -> Opened | None:
            opened = finish_try(work, begun, is_password=is_right, code=code, caller=caller)
            if opened is None:
                alert_of_failed_try(work, begun)
            return opened

        return await database.write(finish, clock())

    async def _let_in(self, request: web.Request, fields: Mapping[str, str], found: Opened) -> web.Response:
        """The session is a new one, whatever the browser brought before."""
        member, next_page = found.member, _own_page(fields.get(_NEXT, ""))
        whose = await self._console.database.read(lambda work: _mark(work, member.id), self._console.clock())
        is_theirs = hmac.compare_digest(fields.get(_WHOSE, "").encode(), whose.encode())
        kept = {name.removeprefix(KEPT): value for name, value in fields.items() if name.startswith(KEPT)}
        response = self._onward(request, member, found, next_page, kept if is_theirs else {})
        self._console.keep_session(request, response, found.token)
        return response

    def _onward(
        self, request: web.Request, member: StaffMember, found: Opened, next_page: str, kept: Mapping[str, str]
    ) -> web.Response:
        if not kept and found.codes_left is None:
            return to(next_page)
        return self._console.page(
            request,
            "resume.html",
            name=member.name,
            next=next_page,
            kept=kept,
            codes_left=found.codes_left,
            key=form_key(found.token),
        )

    def _again(self, request: web.Request, fields: Mapping[str, str], name: str, problem: str) -> web.Response:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return self._page(request, fields, name=name, problem=problem, status=status)

    def _page(
        self,
        request: web.Request,
        fields: Mapping[str, str],
        *,
        name: str = "",
        problem: str = "",
        status: int = HTTPStatus.OK,
    ) -> web.Response:
        """`fields` go along: where it leads, and what was typed."""
        carried = {field: value for field, value in fields.items() if _is_carried(field)}
        return self._forms.page(
            request, "sign_in.html", status=status, carried=carried, name=name, problem=problem
        )


def _is_carried(field: str) -> bool:
    return field in {_WHOSE, _NEXT} or field.startswith(KEPT)


def _is_secret(field: str) -> bool:
    """What opens a door is typed again."""
    return "password" in field or field == "code"


def _whose_words(work: Work, token: str) -> str:
    row = known_session(work, token)
    return _mark(work, row.staff_id) if row is not None else ""


def _mark(work: Work, staff_id: int) -> str:
    """Whose words a page carries, which nobody else can say."""
    return hmac.digest(work.keys.derive(_PURPOSE), str(staff_id).encode(), "sha256").hex()


def _own_page(address: str) -> str:
    """Where to go on: a page of the console, and no other site's."""
    is_ours = address == HOME or address.startswith((f"{HOME}/", f"{HOME}?"))
    is_plain = address.isprintable() and "\\" not in address and " " not in address
    return address if is_ours and is_plain and not address.startswith(SIGN_IN) else HOME
