"""The public web chat on `/`: a form that works without JavaScript, over the same dispatch as every channel."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from datetime import datetime
from functools import partial
from http import HTTPStatus
from urllib.parse import parse_qsl

from aiohttp import web

from bot.channels.base import Dispatch
from bot.web.bodies import SECONDS, read_body
from bot.web.pages import Pages
from handlers.events import greet
from handlers.messages import Channel, Inbound, Person, Press, Text
from handlers.office import Office

LONGEST = 2000
"""Characters of one message; the form says so, and longer ones are refused with the text kept in the box."""

_LONGEST_PICK = 3  # digits
_MOST_FIELDS = 20

_VISITOR = "visitor"
_VISIT = 60 * 60 * 24 * 30  # seconds that a browser keeps its visitor id


class WebChat:
    """GET shows the greeting; POST answers, as a whole page or, for htmx, as the exchange alone."""

    def __init__(
        self,
        *,
        dispatch: Dispatch,
        pages: Pages,
        office: Office,
        clock: Callable[[], datetime],
        seconds: float = SECONDS,
    ) -> None:
        self._dispatch = dispatch
        self._pages = pages
        self._office = office
        self._clock = clock
        self._seconds = seconds

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.get("/", self.show), web.post("/", self.answer)]

    async def show(self, _request: web.Request) -> web.Response:
        """The empty chat with its greeting."""
        return self._page("chat.html", exchanges=[{"said": "", "replies": (greet(self._office),)}])

    async def answer(self, request: web.Request) -> web.Response:
        """Answer one message. The form's own id makes a double click or a reload the same message."""
        deadline = asyncio.get_running_loop().time() + self._seconds
        body = await read_body(request, deadline=deadline)
        if isinstance(body, HTTPStatus):
            return self._pages.refusal(body)
        form = _read_form(body)
        said = form.get("text", "") or form.get("label", "")
        if len(said) > LONGEST:
            return self._page("chat.html", status=422, exchanges=[], draft=said, too_long=True)
        visitor = request.cookies.get(_VISITOR, "") or secrets.token_urlsafe(16)
        replies = await self._dispatch.handle(
            Inbound(
                person=Person(Channel.WEB, visitor[:64]),
                key=form.get("id", "")[:64] or secrets.token_urlsafe(16),
                content=_content(said, form.get("pick", ""), form.get("label", "")),
                received_at=self._clock(),
            )
        )
        exchanges = [{"said": said, "replies": replies}]
        if request.headers.get("HX-Request"):
            response = self._page("exchange.html", exchanges=exchanges, refresh_id=True)
        else:
            response = self._page("chat.html", exchanges=exchanges)
        response.set_cookie(
            _VISITOR, visitor, max_age=_VISIT, httponly=True, samesite="Lax", secure=request.secure, path="/"
        )
        return response

    def _page(self, template: str, **values: object) -> web.Response:
        defaults: dict[str, object] = {
            "new_id": partial(secrets.token_urlsafe, 16),
            "longest": LONGEST,
            "draft": "",
            "too_long": False,
        }
        status = values.pop("status", 200)
        return self._pages.page(template, status=int(str(status)), **{**defaults, **values})


def _content(said: str, pick: str, label: str) -> Text | Press:
    """Return the picked button, else the words."""
    is_number = pick.isascii() and pick.isdigit() and len(pick) <= _LONGEST_PICK
    return Press(int(pick), label) if is_number else Text(said)


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
