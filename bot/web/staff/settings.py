"""What is set for the whole office: arrangements, checklists, the pause, and the questions that missed."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web

from bot.web.staff import addresses
from bot.web.staff.console import Console
from handlers.casework.chain_names import SETTINGS
from handlers.casework.transitions import ActName, Subject
from handlers.dates import start_of
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.answer_sources import from_miss
from handlers.staff.actions.table_actions import key_of
from handlers.staff.actions.targets import target_of
from handlers.staff.lists.asked import Asked
from handlers.staff.overview.checklist_view import ChecklistView, checklist_view
from handlers.staff.overview.settings_view import MISS_READERS, settings_view
from handlers.talk.office_answers import OfficeAnswers
from handlers.texts import casework, operations
from store.queries.misses import ListedMiss, listed_misses

_MISSES = 200
"""Lines of a page: what was asked most often stands first."""


class Settings:
    """Read by every member; set by those who have the act."""

    def __init__(self, console: Console, answers: OfficeAnswers) -> None:
        self._console = console
        self._answers = answers

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [
            web.get("/staff/settings", self.show),
            web.get("/staff/settings/lists/{kind}", self.show_list),
            web.get("/staff/misses", self.show_misses),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """Everything that is set, with what the member may do about it."""
        view = await self._console.read(request, lambda acting: settings_view(acting, self._console.catalogue))
        return self._console.page(
            request, "settings.html", found=view, at=addresses, kinds=casework.KINDS, number=SETTINGS
        )

    async def show_list(self, request: web.Request) -> web.Response:
        """One of the office's checklists, item by item."""
        kind = request.match_info["kind"]

        def look(acting: Acting) -> ChecklistView | None:
            target = target_of(acting.work, Subject.LIST, kind)
            return checklist_view(acting, self._console.catalogue, target) if target else None

        view = await self._console.read(request, look)
        if view is None:
            return self._console.pages.refusal(HTTPStatus.NOT_FOUND)
        return self._console.page(request, "checklist.html", found=view, at=addresses, kinds=casework.KINDS)

    async def show_misses(self, request: web.Request) -> web.Response:
        """What people asked and were not answered, masked; of the days that the address names."""
        asked = Asked(request.query.items())
        since, before = asked.since(), asked.before()

        draft = self._console.catalogue.by_key[key_of(ActName.DRAFT_ANSWER)]

        def look(acting: Acting) -> tuple[list[ListedMiss], bool] | None:
            if not acting.member.has(*MISS_READERS):
                return None
            found = listed_misses(
                acting.work,
                _MISSES,
                since=start_of(since) if since else None,
                until=start_of(before) if before else None,
            )
            return found, draft.is_for(acting.member)

        found = await self._console.read(request, look)
        if found is None:
            return self._console.page(request, "no_list.html", status=HTTPStatus.FORBIDDEN, here="settings")
        misses, may_draft = found
        return self._console.page(
            request,
            "misses.html",
            misses=misses,
            asked=asked,
            reasons=operations.MISS_REASONS,
            draft=draft if may_draft else None,
            source=from_miss,
            answered=self._answers.find,
            at=addresses,
        )
