"""`/type`: the large type (大字版), kept in a cookie; a form, so that it works without JavaScript."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

from aiohttp import web

from bot.web.bodies import read_form
from bot.web.cookies import keep_cookie
from bot.web.pages import Pages
from bot.web.public.strangers import Strangers
from bot.web.viewing import LARGE, SIZE
from policy_kb.expressions import lazy_compile

_YEAR = timedelta(days=365)
_NORMAL = "normal"
_LARGEST = 4096  # bytes of the form

_OWN_PATH = lazy_compile(r"/(?![/\\])[\x21-\x7e]{0,500}|/")
"""An address on this site: nothing that a browser would take for another host, and no second header."""


class TypeSize:
    """Keeps the size and leads back to the page that was open."""

    def __init__(self, *, pages: Pages, strangers: Strangers) -> None:
        self._pages = pages
        self._strangers = strangers

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.post("/type", self.switch)]

    async def switch(self, request: web.Request) -> web.Response:
        """Keep the size; whatever is no path of ours leads to the chat."""
        form = await read_form(request, limit=_LARGEST)
        if isinstance(form, HTTPStatus):
            return self._pages.refusal(form)
        back = form.get("back", "/")
        place = back if _OWN_PATH.fullmatch(back) else "/"
        response = web.Response(
            status=HTTPStatus.SEE_OTHER, headers={"Location": place, "Cache-Control": "no-store"}
        )
        keep_cookie(
            response,
            SIZE,
            LARGE if form.get("size") == LARGE else _NORMAL,
            lasts=_YEAR,
            is_secure=self._strangers.comes_by_https(request),
            is_embedded=self._strangers.is_embedded,
        )
        return response
