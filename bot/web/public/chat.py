"""The public web chat on `/`: a form that works without JavaScript, over the same dispatch as every channel."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Any
from unicodedata import normalize

from aiohttp import web

from bot.channels.base import Dispatch
from bot.web.bodies import SECONDS, read_form
from bot.web.pages import Pages
from bot.web.public.exchanges import Exchanges
from bot.web.public.history import Exchange, History
from bot.web.public.strangers import Strangers
from bot.web.public.visitors import new_visitor
from bot.web.viewing import viewing
from handlers.messages import Channel, Inbound, Person, Press, Text
from handlers.office import Office
from handlers.talk.command_menu import command_menu
from handlers.talk.events import welcome
from handlers.texts.talk import privacy_line
from policy_kb.kb import PolicyKB

LONGEST = 2000
"""Characters of one message; the form says so, and longer ones are refused with the text kept in the box."""

_LONGEST_PICK = 3  # digits


class WebChat:
    """GET shows the greeting and the visit so far; POST answers, as a whole page or the exchange alone (htmx)."""

    def __init__(
        self,
        *,
        dispatch: Dispatch,
        pages: Pages,
        office: Office,
        kb: PolicyKB,
        clock: Callable[[], datetime],
        strangers: Strangers,
        history: History,
        exchanges: Exchanges,
        move: Callable[[str, str], Awaitable[None]],
        seconds: float = SECONDS,
    ) -> None:
        self._dispatch = dispatch
        self._pages = pages
        self._kb = kb
        self._office = office
        # The greeting's menu: the page shows it before there is a session that could hold it.
        self._examples = {str(number): example for number, example in enumerate(kb.examples, start=1)}
        self._commands = command_menu(kb)
        self._clock = clock
        self._strangers = strangers
        self._history = history
        self._exchanges = exchanges
        self._seconds = seconds
        self._move = move
        self._renewing = asyncio.Lock()

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.get("/", self.show), web.post("/", self.answer)]

    async def show(self, request: web.Request) -> web.Response:
        """The greeting and the visit so far. The cookie comes now: a first double click is one visitor's."""
        visitor = self._strangers.known(request) or new_visitor()
        page = self._page(self._history.of(visitor))
        self._strangers.keep(page, request, visitor)
        return page

    async def answer(self, request: web.Request) -> web.Response:
        """Answer one message. The form's own id makes a double click or a reload the same message."""
        is_too_fast = self._strangers.is_too_fast(request)
        if is_too_fast and viewing().wants_part:  # the text still stands in the box
            return self._pages.refusal(HTTPStatus.TOO_MANY_REQUESTS)
        form = await read_form(request, seconds=self._seconds)
        if isinstance(form, HTTPStatus):
            return self._pages.refusal(form)
        said = form.get("text", "") or form.get("label", "")
        known = self._strangers.known(request)
        if is_too_fast:
            return self._too_fast(form.get("text", "")[:LONGEST], self._history.of(known or ""))
        if len(said) > LONGEST:
            return self._too_long(said, self._history.of(known or ""))
        return await self._exchange(request, form, said, known)

    async def _exchange(
        self, request: web.Request, form: Mapping[str, str], said: str, known: str | None
    ) -> web.Response:
        visitor = known or new_visitor()
        key = form.get("id", "")[:64] or secrets.token_urlsafe(16)
        is_known = known is not None
        content = _content(form, said, self._examples, is_known=is_known)
        is_greeted = is_known or "fresh" in form
        replies = await self._dispatch.handle(
            Inbound(Person(Channel.WEB, visitor), key, content, received_at=self._clock(), greeted=is_greeted)
        )
        visitor = await self._renewed(visitor, key)
        response = self._shown(visitor, Exchange(key, said, replies), is_known=is_known)
        self._strangers.keep(response, request, visitor)
        return response

    async def _renewed(self, visitor: str, key: str) -> str:
        """Give who was just bound to a firm another id: whoever planted the old one is nobody. Once a message."""
        if not self._history.renews_at(visitor, key):
            return visitor
        async with self._renewing:
            renewed = self._history.renewed(visitor, key)
            if renewed is None:
                renewed = new_visitor()
                await self._move(visitor, renewed)
                self._history.move(visitor, key, renewed)
        return renewed

    def _greeting(self) -> Exchange:
        """The first words, of the office as it is now."""
        return Exchange("", "", (welcome(self._kb),), below=privacy_line(office=self._office))

    def _shown(self, visitor: str, current: Exchange, *, is_known: bool) -> web.Response:
        visit = self._history.of(visitor)
        if viewing().wants_part:
            return self._part(visitor, current, is_known=is_known)
        if is_known and any(exchange.key == current.key for exchange in visit):
            return _to_the_latest()
        before = [exchange for exchange in visit if exchange.key != current.key]
        return self._page((*before, current), is_known=is_known)

    def _part(self, visitor: str, current: Exchange, *, is_known: bool) -> web.Response:
        """The exchange, to stand below the others; where they were erased, instead of them."""
        is_alone = self._history.has_forgotten_at(visitor, current.key)
        shown = self._exchanges.show([self._greeting(), current] if is_alone else [current])
        part = self._pages.page("exchange.html", exchanges=shown, is_fresh=is_alone, is_known=is_known, **_FORM)
        if is_alone:
            part.headers["HX-Reswap"] = "innerHTML"
        return part

    def _too_fast(self, draft: str, before: Sequence[Exchange]) -> web.Response:
        status = HTTPStatus.TOO_MANY_REQUESTS
        return self._page(before, status=status, draft=draft, problem="refusal_text.html", code=status)

    def _too_long(self, draft: str, before: Sequence[Exchange]) -> web.Response:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if viewing().wants_part:  # the text still stands in the box
            return self._pages.problem("too_long.html", status=status, draft=draft, longest=LONGEST)
        return self._page(before, status=status, draft=draft, problem="too_long.html")

    def _page(
        self,
        visit: Sequence[Exchange],
        *,
        status: int = 200,
        draft: str = "",
        problem: str = "",
        is_known: bool = True,
        **values: int,
    ) -> web.Response:
        return self._pages.page(
            "chat.html",
            status=status,
            exchanges=self._exchanges.show((self._greeting(), *visit)),
            is_fresh=not visit,
            commands=self._commands,
            draft=draft,
            problem=problem,
            is_known=is_known,
            **_FORM,
            **values,
        )


_FORM: dict[str, Any] = {"new_id": partial(secrets.token_urlsafe, 16), "longest": LONGEST}


def _to_the_latest() -> web.Response:
    """Lead to the page that shows the visit: there, reloading and going back send nothing again."""
    place = {"Location": f"{viewing().chat}#latest", "Cache-Control": "no-store"}
    return web.Response(status=HTTPStatus.SEE_OTHER, headers=place)


def _content(form: Mapping[str, str], said: str, greeted: Mapping[str, str], *, is_known: bool) -> Text | Press:
    """Return the picked button, else the words; a number under the greeting is what stands there."""
    pick = form.get("pick", "")
    if said and not is_known and pick.strip("0"):
        return Text(said)  # without a cookie nobody remembers the menu: what stands on the button is asked
    if pick.isascii() and pick.isdigit() and len(pick) <= _LONGEST_PICK:
        return Press(int(pick), form.get("label", ""))
    is_fresh = form.get("fresh", "" if is_known else "1") == "1"
    return Text(greeted.get(normalize("NFKC", said), said) if is_fresh else said)
