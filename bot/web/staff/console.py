"""What every page of the console stands on: who is signed in, one snapshot or one act, forms that are ours."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import quote

from aiohttp import hdrs, web
from msgspec import Struct

from bot.web.bodies import read_form
from bot.web.cookies import brought_cookie, keep_cookie
from bot.web.form_keys import KEY, form_key, is_own_form
from bot.web.pages import Pages
from bot.web.peer import Peers
from handlers.identity.actors import StaffMember
from handlers.identity.sign_in_log import Caller
from handlers.identity.staff_sessions import SignedIn, note_seen, signed_in
from handlers.notices.inbox import unread_notices
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.catalogue import Catalogue
from handlers.staff.actions.submitted_form import outcome_parts, told_outcome
from handlers.texts.exporting import printed
from policy_kb.kb import PolicyKB
from policy_kb.models import Part
from store.database import Database
from store.work import Work

_T = TypeVar("_T")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

COOKIE = "staff"
SIGN_IN = "/staff/sign-in"
DONE = "done"
"""In an address: the reference of what was just done, which the page tells."""

_COOKIE_LASTS = timedelta(days=2)

_MOST_FIELDS = 100
"""Of the longest form, with a box for every choice."""


class SignedOutError(Exception):
    """Nobody is signed in, or not any more."""


class Frame(Struct, frozen=True):
    """What every page shows around its own matter."""

    member: StaffMember
    key: str
    unread: int
    """Notices that the member has not read; `handlers.notices.inbox.MOST_COUNTED` stands for as many or more."""
    told: tuple[Part, ...] = ()


_FRAME = web.RequestKey("frame", Frame)
_FIELDS = web.RequestKey("fields", dict[str, str])


class Console:
    """`secure` tells whether the cookie is kept to https."""

    def __init__(
        self,
        *,
        database: Database,
        pages: Pages,
        peers: Peers,
        kb: PolicyKB,
        catalogue: Catalogue,
        clock: Callable[[], datetime],
        is_secure: bool,
    ) -> None:
        self.database = database
        self.pages = pages
        self.kb = kb
        self.catalogue = catalogue
        self.clock = clock
        self._peers = peers
        self.signed_out: Handler | None = None
        self._is_secure = is_secure

    async def read(self, request: web.Request, look: Callable[[Acting], _T], *, is_background: bool = False) -> _T:
        """Look at a snapshot as the member who is signed in.

        What a page asks by itself `is_background`: it never keeps a session from ending.

        Raises:
            SignedOutError: nobody is.
        """
        token = self.token(request)

        def act(work: Work) -> tuple[_T, bool]:
            work.remember()
            found = self._enter(work, request, token, counts=not is_background)
            return look(Acting(work, found.member, self.kb)), found.is_due

        looked, is_due = await self.database.read(act, self.clock())
        if is_due and not is_background:
            await self.database.write(lambda work: note_seen(work, token), self.clock())
        return looked

    async def write(self, request: web.Request, act: Callable[[Acting], _T]) -> _T:
        """Act as the member who is signed in, in one transaction.

        Raises:
            SignedOutError: nobody is.
        """
        token = self.token(request)

        def acting(work: Work) -> _T:
            found = self._enter(work, request, token)
            note_seen(work, token)
            return act(Acting(work, found.member, self.kb))

        return await self.database.write(acting, self.clock())

    async def form(self, request: web.Request) -> dict[str, str]:
        """The fields of one of our forms.

        Raises:
            web.HTTPException: it is none of this session's, too large or too slow.
        """
        fields = await self.fields(request)
        self.check_key(request, fields)
        fields.pop(KEY, None)
        return fields

    async def fields(self, request: web.Request) -> dict[str, str]:
        """The fields of a form, whosever it is; they stay with the request, so that no typed word is lost.

        Raises:
            web.HTTPException: it is too large or too slow.
        """
        fields = await read_form(request, most=_MOST_FIELDS)
        if isinstance(fields, HTTPStatus):
            raise _refused(fields)
        request[_FIELDS] = dict(fields)
        return fields

    def check_key(self, request: web.Request, fields: Mapping[str, str]) -> None:
        """Refuse the fields of a form that was made for no page of this session.

        Raises:
            web.HTTPException: it was not.
        """
        if not is_own_form(fields, self.token(request)):
            raise _refused(HTTPStatus.FORBIDDEN)

    def page(self, request: web.Request, template: str, *, status: int = 200, **values: Any) -> web.Response:
        """Render a page for the member whose look or act this request was; its texts may name bodies by marks."""
        frame = request.get(_FRAME)
        mark = printed(name=frame.member.name, at=self.clock()) if frame else ""
        page = self.pages.page(f"staff/{template}", status=status, frame=frame, printed=mark, **values)
        page.text = self.kb.written_out(page.text or "")
        return page

    def guarded(self, handler: Handler) -> Handler:
        """The handler for members who are signed in; everybody else is led to where that is done."""

        @wraps(handler)
        async def guard(request: web.Request) -> web.StreamResponse:
            try:
                return await handler(request)
            except SignedOutError:
                if request.method == "POST" and self.signed_out is not None:
                    return await self.signed_out(request)
                return to(f"{SIGN_IN}?next={quote(request.path_qs)}")

        return guard

    def kept_fields(self, request: web.Request) -> dict[str, str]:
        """What a form said that met the end of its session; nothing of a form that was none of that session's."""
        fields = dict(request.get(_FIELDS, {}))
        is_own = is_own_form(fields, self.token(request))
        fields.pop(KEY, None)
        return fields if is_own else {}

    def caller(self, request: web.Request) -> Caller:
        """Who is at the other end."""
        # A header may hold bytes that are no text, which no database takes: the log has its line all the same.
        browser = request.headers.get(hdrs.USER_AGENT, "").encode("utf-8", "replace").decode()
        return Caller(self._peers.of(request).household or "", browser)

    def keep_session(self, request: web.Request, response: web.StreamResponse, token: str) -> None:
        """Let the browser bring this session; the cookie outlives it, so that a late form says whose it was."""
        is_secure = self.comes_by_https(request)
        keep_cookie(response, COOKIE, token, lasts=_COOKIE_LASTS, is_secure=is_secure, is_embedded=False)

    def token(self, request: web.Request) -> str:
        """What the browser brought."""
        return brought_cookie(request, COOKIE, is_secure=self.comes_by_https(request))[:100]

    def comes_by_https(self, request: web.Request) -> bool:
        """Whether a cookie may be kept to https."""
        return self._is_secure or self._peers.of(request).is_https

    def _enter(self, work: Work, request: web.Request, token: str, *, counts: bool = True) -> SignedIn:
        found = signed_in(work, token)
        if found is None:
            raise SignedOutError
        unread = unread_notices(work, found.member) if counts else 0
        request[_FRAME] = Frame(found.member, form_key(token), unread, self._told(work, request, found.member))
        return found

    def _told(self, work: Work, request: web.Request, member: StaffMember) -> tuple[Part, ...]:
        """What was just done, where the address names it."""
        reference = request.query.get(DONE, "")
        outcome = told_outcome(work, reference, member.id) if reference else None
        return outcome_parts(self.kb, self.catalogue, outcome) if outcome else ()


def to(address: str) -> web.Response:
    """Lead to another page after a form."""
    return web.Response(status=HTTPStatus.SEE_OTHER, headers={"Location": address, "Cache-Control": "no-store"})


def _refused(status: HTTPStatus) -> web.HTTPException:
    refusal = web.HTTPBadRequest()
    refusal.set_status(status)
    return refusal
