"""Talks with people (在线答复): who waits, and one of them, in which a member of staff answers."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web

from bot.web.staff import addresses
from bot.web.staff.console import Console
from handlers.staff.actions.acting import Acting
from handlers.staff.overview.thread_view import TalkView, note_opened, reads_talks, talk_list, talk_view
from handlers.texts import threads as texts

LIST = "/staff/talks"
_HERE = "talks"


class Talks:
    """For the units on duty; who opened a talk is on record. An open page looks for what is new by itself."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        one = LIST + r"/{number:[1-9]\d{0,8}}"
        return [web.get(LIST, self.show_all), web.get(one, self.show), web.get(f"{one}/said", self.show_said)]

    async def show_all(self, request: web.Request) -> web.Response:
        """The talks that are open, or those that are over."""
        asked = request.query.get("state", "")
        found = await self._console.read(
            request, lambda acting: talk_list(acting, asked) if reads_talks(acting) else None
        )
        if found is None:
            return self._nothing(request, HTTPStatus.FORBIDDEN)
        return self._console.page(
            request, "talks.html", found=found, asked=asked, at=addresses, texts=texts, here=_HERE
        )

    async def show(self, request: web.Request) -> web.Response:
        """What was said, with a box for the answer."""
        number = _number(request)
        found = await self._console.read(request, lambda acting: self._look(acting, number))
        if isinstance(found, HTTPStatus):
            return self._nothing(request, found)
        await self._console.write(request, lambda acting: note_opened(acting, number))
        return self._console.page(request, "talk.html", talk=found, at=addresses, texts=texts, here=_HERE)

    async def show_said(self, request: web.Request) -> web.Response:
        """The part of the page that changes, for a page that asks by itself."""
        number = _number(request)
        found = await self._console.read(request, lambda acting: self._look(acting, number), is_background=True)
        if isinstance(found, HTTPStatus):
            return self._nothing(request, found)
        return self._console.page(request, "talk_said.html", talk=found, at=addresses, texts=texts)

    def _look(self, acting: Acting, number: int) -> TalkView | HTTPStatus:
        if not reads_talks(acting):
            return HTTPStatus.FORBIDDEN
        return talk_view(acting, self._console.catalogue, number) or HTTPStatus.NOT_FOUND

    def _nothing(self, request: web.Request, status: HTTPStatus) -> web.Response:
        text = texts.NOT_DUTY_UNIT if status is HTTPStatus.FORBIDDEN else texts.NO_SUCH
        return self._console.page(request, "act_none.html", status=status, text=text)


def _number(request: web.Request) -> int:
    return int(request.match_info["number"])
