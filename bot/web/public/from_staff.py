"""What a member of staff says in the talk on the public page: looked for by a page that stays open."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

from aiohttp import web

from bot.encoding import decode_reply
from bot.web.pages import Pages
from bot.web.public.history import Exchange, History
from bot.web.public.strangers import Strangers
from handlers.messages import Channel
from store.database import Database
from store.queries.threads import has_open_talk, has_words_for
from store.turns.fetching import fetch_words_of_staff
from store.work import Work

PATH = "/from-staff"

_OVER = 286
"""The status that tells the page to look no more."""


class FromStaff:
    """Asked every few seconds, and only while a visitor waits for staff: one look at the database, mostly."""

    def __init__(
        self,
        *,
        database: Database,
        pages: Pages,
        strangers: Strangers,
        history: History,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._pages = pages
        self._strangers = strangers
        self._history = history
        self._clock = clock

    def routes(self) -> list[web.RouteDef]:
        """Give the door of this area."""
        return [web.get(PATH, self.show)]

    async def show(self, request: web.Request) -> web.Response:
        """The new words of staff, to stand below the others; nothing, or that there will be none."""
        visitor = self._strangers.known(request)
        if visitor is None:
            return self._nothing(_OVER)
        now = self._clock()
        is_there, is_open = await self._database.read(lambda work: _look(work, visitor), now)
        if not is_there:
            return self._nothing(HTTPStatus.NO_CONTENT if is_open else _OVER)
        raw = await self._database.write(lambda work: fetch_words_of_staff(work, Channel.WEB.value, visitor), now)
        replies = tuple(filter(None, map(decode_reply, raw)))
        self._history.add(visitor, Exchange(secrets.token_urlsafe(16), "", replies))
        return self._pages.page("from_staff.html", replies=replies)

    @staticmethod
    def _nothing(status: int) -> web.Response:
        return web.Response(status=status, headers={"Cache-Control": "no-store"})


def _look(work: Work, visitor: str) -> tuple[bool, bool]:
    """Whether something waits to be shown, and whether more may come."""
    channel = Channel.WEB.value
    return has_words_for(work, channel, visitor), has_open_talk(work, channel, visitor)
