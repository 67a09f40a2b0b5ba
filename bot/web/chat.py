"""The public web chat on `/`: a form that works without JavaScript, over the same dispatch as every channel."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from http import HTTPStatus
from unicodedata import normalize
from urllib.parse import parse_qsl

from aiohttp import web

from bot.channels.base import Dispatch
from bot.web.bodies import SECONDS, read_body
from bot.web.pace import Pace
from bot.web.pages import Pages
from bot.web.peer import Peers
from bot.web.visitors import keep_visitor, known_visitor, new_visitor
from handlers.events import greet
from handlers.messages import Channel, Inbound, Person, Press, Text
from handlers.office import Office
from handlers.texts.talk import EXAMPLES

LONGEST = 2000
"""Characters of one message; the form says so, and longer ones are refused with the text kept in the box."""

_LONGEST_PICK = 3  # digits
_MOST_FIELDS = 20

_GREETED = {str(number): example for number, example in enumerate(EXAMPLES, start=1)}
"""The greeting's menu: the page shows it before there is a session that could hold it."""


@dataclass(frozen=True, slots=True)
class Strangers:
    """How visitors are told apart, slowed down, and recognised again."""

    peers: Peers
    pace: Pace
    is_secure: bool = False  # whether people come by https, as far as the settings tell
    is_embedded: bool = False  # whether other sites show the chat in a frame


class WebChat:
    """GET shows the greeting; POST answers, as a whole page or, for htmx, as the exchange alone."""

    def __init__(
        self,
        *,
        dispatch: Dispatch,
        pages: Pages,
        office: Office,
        clock: Callable[[], datetime],
        strangers: Strangers,
        seconds: float = SECONDS,
    ) -> None:
        self._dispatch = dispatch
        self._pages = pages
        self._office = office
        self._clock = clock
        self._strangers = strangers
        self._seconds = seconds

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.get("/", self.show), web.post("/", self.answer)]

    async def show(self, request: web.Request) -> web.Response:
        """The empty chat with its greeting. The cookie comes now: a first double click is one visitor's."""
        page = self._page("chat.html", exchanges=[{"said": "", "replies": (greet(self._office),)}], is_fresh=True)
        self._keep(page, request, known_visitor(request) or new_visitor())
        return page

    async def answer(self, request: web.Request) -> web.Response:
        """Answer one message. The form's own id makes a double click or a reload the same message."""
        household = self._strangers.peers.of(request).household
        if household is not None and not self._strangers.pace.allows(household):
            return self._pages.refusal(HTTPStatus.TOO_MANY_REQUESTS)
        deadline = asyncio.get_running_loop().time() + self._seconds
        body = await read_body(request, deadline=deadline)
        if isinstance(body, HTTPStatus):
            return self._pages.refusal(body)
        return await self._exchange(request, _read_form(body))

    async def _exchange(self, request: web.Request, form: Mapping[str, str]) -> web.Response:
        said = form.get("text", "") or form.get("label", "")
        if len(said) > LONGEST:
            return self._page("chat.html", status=422, exchanges=[], draft=said, too_long=True)
        known = known_visitor(request)
        visitor = known or new_visitor()
        replies = await self._dispatch.handle(
            Inbound(
                person=Person(Channel.WEB, visitor),
                key=form.get("id", "")[:64] or secrets.token_urlsafe(16),
                content=_content(form, said, is_known=known is not None),
                received_at=self._clock(),
            )
        )
        is_htmx = bool(request.headers.get("HX-Request"))
        values = {"refresh_id": True} if is_htmx else {}
        template = "exchange.html" if is_htmx else "chat.html"
        response = self._page(template, exchanges=[{"said": said, "replies": replies}], **values)
        self._keep(response, request, visitor)
        return response

    def _keep(self, response: web.Response, request: web.Request, visitor: str) -> None:
        is_secure = self._strangers.is_secure or self._strangers.peers.of(request).is_https
        keep_visitor(response, visitor, is_secure=is_secure, is_embedded=self._strangers.is_embedded)

    def _page(self, template: str, **values: object) -> web.Response:
        defaults: dict[str, object] = {
            "new_id": partial(secrets.token_urlsafe, 16),
            "longest": LONGEST,
            "draft": "",
            "too_long": False,
            "is_fresh": False,
        }
        status = values.pop("status", 200)
        return self._pages.page(template, status=int(str(status)), **{**defaults, **values})


def _content(form: Mapping[str, str], said: str, *, is_known: bool) -> Text | Press:
    """Return the picked button, else the words; a number under the greeting is what stands there."""
    pick = form.get("pick", "")
    if pick.isascii() and pick.isdigit() and len(pick) <= _LONGEST_PICK:
        return Press(int(pick), form.get("label", ""))
    is_fresh = form.get("fresh", "" if is_known else "1") == "1"
    return Text(_GREETED.get(normalize("NFKC", said), said) if is_fresh else said)


def _read_form(body: bytes) -> dict[str, str]:
    """Read the fields, stripped; the forms of our pages are URL-encoded UTF-8, and nothing else is read.

    Raises:
        web.HTTPBadRequest: more fields than any form of ours has.
    """
    try:
        fields = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise web.HTTPBadRequest from None
    return {name: value.strip() for name, value in fields}
