"""The office's own answers (咨询答复, 书面解释): the list, and one of them."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web

from bot.web.staff import addresses
from bot.web.staff.console import Console
from bot.web.staff.file_viewer import whole_number
from handlers.staff.overview.answer_view import answer_list, answer_view
from handlers.texts import office_answers as texts

_HERE = "answers"
LIST = "/staff/answers"


class Answers:
    """Read by every member: what is published, anybody can read."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.get(LIST, self.show_all), web.get(LIST + r"/{number:[1-9]\d{0,8}}", self.show)]

    async def show_all(self, request: web.Request) -> web.Response:
        """A page of the list, in one state where the address names one."""
        state, page = request.query.get("state", ""), whole_number(request.query.get("page", ""))
        found = await self._console.read(
            request, lambda acting: answer_list(acting, self._console.catalogue, state, page)
        )
        return self._console.page(request, "answers.html", found=found, at=addresses, texts=texts, here=_HERE)

    async def show(self, request: web.Request) -> web.Response:
        """One, as people read it, with what can be done to it now."""
        number = int(request.match_info["number"])
        found = await self._console.read(
            request, lambda acting: answer_view(acting, self._console.catalogue, number)
        )
        if found is None:
            return self._console.page(request, "no_list.html", status=HTTPStatus.NOT_FOUND, here=_HERE)
        return self._console.page(request, "answer.html", found=found, at=addresses, texts=texts, here=_HERE)
