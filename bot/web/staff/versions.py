"""Whether what a page shows is still so: asked by open pages by themselves, which keeps no session from ending."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web

from bot.web.staff.console import Console
from handlers.casework.transitions import WITH_STATES, Subject
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.targets import target_of
from handlers.staff.overview.news import News, news_since

_LONGEST = 9
"""Figures of a version."""


class Versions:
    """One door for applications, contracts and cases."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        subjects = "|".join(sorted(subject.value for subject in WITH_STATES))
        return [web.get(f"/staff/version/{{subject:{subjects}}}/{{number:.+}}", self.tell)]

    async def tell(self, request: web.Request) -> web.Response:
        """Say in JSON whether it changed, and how."""
        subject, number = Subject(request.match_info["subject"]), request.match_info["number"]
        seen = request.query.get("seen", "")
        is_version = seen.isascii() and seen.isdigit() and len(seen) <= _LONGEST

        def look(acting: Acting) -> News | HTTPStatus:
            if not acting.member.reads_cases:
                return HTTPStatus.FORBIDDEN
            if not is_version:
                return HTTPStatus.BAD_REQUEST
            target = target_of(acting.work, subject, number)
            return news_since(acting, target, int(seen)) if target else HTTPStatus.NOT_FOUND

        found = await self._console.read(request, look, is_background=True)
        return _answer(found) if isinstance(found, HTTPStatus) else _answer(HTTPStatus.OK, found)


def _answer(status: HTTPStatus, news: News | None = None) -> web.Response:
    told = {"changed": news.is_changed, "said": news.said} if news else {}
    return web.json_response(told, status=status, headers={"Cache-Control": "no-store"})
