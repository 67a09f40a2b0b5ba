"""Pages for whoever is bound to a firm, found by the visitor's cookie for each request; others are told why."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from datetime import datetime
from enum import Enum, auto
from functools import partial
from http import HTTPStatus
from typing import TypeVar, assert_never

from aiohttp import web
from msgspec import Struct

from bot.web.pages import Pages
from bot.web.public.letter_pages import letter_page
from bot.web.public.strangers import Strangers
from handlers.applications.letters import Letter
from handlers.identity.actors import Contractor
from handlers.identity.who import contractor
from handlers.messages import Channel, Person
from handlers.texts import status as texts
from policy_kb.kb import PolicyKB
from store.database import Database
from store.queries.pauses import current_pause
from store.work import Work

_T = TypeVar("_T")

_FRAME = "firm/frame.html"
"""What stands around every page."""

Look = Callable[[Work, Contractor], _T | None]
"""What is looked up, or done, for a firm; None for what it has not."""


class Why(Enum):
    """Why nothing is shown."""

    UNBOUND = auto()
    NOT_THERE = auto()
    PAUSED = auto()


class Absent(Struct, frozen=True):
    """What stands in place of what was asked for; `notice` is the administrator's, of a pause."""

    why: Why
    notice: str = ""


UNBOUND, NOT_THERE = Absent(Why.UNBOUND), Absent(Why.NOT_THERE)


class BoundPages:
    """Looks, acts and renders for a firm."""

    def __init__(
        self,
        *,
        database: Database,
        pages: Pages,
        strangers: Strangers,
        kb: PolicyKB,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._pages = pages
        self._kb = kb
        self._clock = clock
        self.strangers = strangers

    @property
    def now(self) -> datetime:
        """The moment of a print."""
        return self._clock()

    async def read(self, request: web.Request, look: Look[_T]) -> _T | Absent:
        """Look something up for the visitor's firm."""
        return await self._of_firm(request, look, self._database.read)

    async def write(self, request: web.Request, act: Look[_T]) -> _T | Absent:
        """Do something for the visitor's firm."""
        return await self._of_firm(request, act, self._database.write)

    def page(self, template: str, *, status: int = HTTPStatus.OK, **values: object) -> web.Response:
        """A page for a firm; `named` calls bodies as the guide does."""
        return self._pages.page(
            template,
            status=status,
            frame=_FRAME,
            named=self._kb.written_out,
            new_id=partial(secrets.token_urlsafe, 16),
            **values,
        )

    def letter(self, paper: str, letter: Letter) -> web.Response:
        """A letter to print."""
        return letter_page(self._pages, self._kb, paper, letter, now=self._clock(), frame=_FRAME)

    def absent(self, absent: Absent) -> web.Response:
        """Who is bound to no firm reads how it is done, whatever was asked for; else that the firm has no such."""
        match absent.why:
            case Why.UNBOUND:
                return self.page("firm/unbound.html", status=HTTPStatus.FORBIDDEN, texts=texts)
            case Why.NOT_THERE:
                return self.page("firm/not_there.html", status=HTTPStatus.NOT_FOUND)
            case Why.PAUSED:
                status = HTTPStatus.SERVICE_UNAVAILABLE
                return self.page("firm/paused.html", status=status, notice=absent.notice)
            case _:
                assert_never(absent.why)

    def refusal(self, status: HTTPStatus) -> web.Response:
        """A refusal as on every page."""
        return self._pages.refusal(status)

    async def _of_firm(
        self,
        request: web.Request,
        look: Look[_T],
        run: Callable[[Callable[[Work], _T | Absent], datetime], Awaitable[_T | Absent]],
    ) -> _T | Absent:
        visitor = self.strangers.known(request)
        if visitor is None:
            return UNBOUND

        def act(work: Work) -> _T | Absent:
            pause = current_pause(work)
            if pause is not None:  # the switch holds on every page that answers, as it does in every talk
                return Absent(Why.PAUSED, pause.notice)
            actor = contractor(work, Person(Channel.WEB, visitor))
            if actor is None:
                return UNBOUND
            found = look(work, actor)
            return NOT_THERE if found is None else found

        return await run(act, self._clock())
