"""`/mine`: a firm's applications, one with its course and files, and what can be printed of it."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.web.public.bound import Absent, BoundPages
from bot.web.public.measure import anchor_of
from bot.web.public.row_numbers import row_number
from handlers.applications.application_form import ApplicationForm
from handlers.applications.letters import Letter, letter_of_application, letter_of_draft
from handlers.applications.own_applications import (
    OwnApplication,
    firm_of,
    own_application,
    own_applications,
    see_notices,
)
from handlers.applications.own_drafts import draft_of_firm, own_draft
from handlers.applications.receipts import Receipt, receipt_of
from handlers.dates import day, local_day, moment
from handlers.identity.actors import Contractor
from handlers.money import yuan
from handlers.texts import letters as letter_texts
from handlers.texts import materials as material_texts
from handlers.texts import status as status_texts
from handlers.texts.casework import OFFICE_STEP
from policy_kb.kb import PolicyKB
from store.queries.status import application_of_firm
from store.work import Work


class OwnPages:
    """GET alone: whatever changes something goes through the chat, or opens the upload page."""

    def __init__(self, bound: BoundPages, kb: PolicyKB, form: ApplicationForm, *, follows: bool) -> None:
        self._bound = bound
        self._follows = follows
        self._kb = kb
        self._form = form

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [
            web.get("/mine", self.list),
            web.get("/mine/{number}", self.show),
            web.get("/mine/{number}/receipt", self.receipt),
            web.get("/mine/{number}/print/{paper}", self.print),
            web.get("/mine/drafts/{draft}", self.show_draft),
            web.get("/mine/drafts/{draft}/print/{paper}", self.print_draft),
        ]

    async def list(self, request: web.Request) -> web.Response:
        """The firm's applications and drafts."""
        found = await self._bound.read(request, own_applications)
        return self._page("firm/list.html", found)

    async def show(self, request: web.Request) -> web.Response:
        """One application."""
        found = await self._application(request)
        if isinstance(found, OwnApplication) and found.unseen:
            await self._bound.write(request, lambda work, actor: see_notices(work, actor, found.unseen))
        return self._page("firm/application.html", found)

    async def receipt(self, request: web.Request) -> web.Response:
        """材料收件回执 of what was received so far."""
        number = _number(request)

        def look(work: Work, actor: Contractor) -> Receipt | None:
            owned = application_of_firm(work, actor.firm_id, number)
            return receipt_of(work, owned[0]) if owned else None

        return self._page("firm/receipt.html", await self._bound.read(request, look))

    async def print(self, request: web.Request) -> web.Response:
        """申请书 or 承诺书 of an application."""
        number = _number(request)

        def look(work: Work, actor: Contractor) -> Letter | None:
            owned = application_of_firm(work, actor.firm_id, number)
            return letter_of_application(work, self._kb, owned, firm_of(work, actor)) if owned else None

        return self._printed(request, await self._bound.read(request, look))

    async def show_draft(self, request: web.Request) -> web.Response:
        """A draft, with the way to go on with it."""
        number = row_number(request.match_info["draft"])
        found = await self._bound.read(request, lambda work, actor: own_draft(work, self._form, actor, number))
        return self._page("firm/draft.html", found)

    async def print_draft(self, request: web.Request) -> web.Response:
        """申请书 or 承诺书 of what is filled in so far."""
        number = row_number(request.match_info["draft"])

        def look(work: Work, actor: Contractor) -> Letter | None:
            draft = draft_of_firm(work, actor, number)
            return letter_of_draft(work, self._kb, draft, firm_of(work, actor)) if draft else None

        return self._printed(request, await self._bound.read(request, look))

    async def _application(self, request: web.Request) -> OwnApplication | Absent:
        number = _number(request)
        return await self._bound.read(request, lambda work, actor: own_application(work, self._kb, actor, number))

    def _printed(self, request: web.Request, found: Letter | Absent) -> web.Response:
        if isinstance(found, Absent):
            return self._bound.absent(found)
        return self._bound.letter(request.match_info["paper"], found)

    def _page(self, template: str, found: object) -> web.Response:
        if isinstance(found, Absent):
            return self._bound.absent(found)
        return self._bound.page(
            template, found=found, printed=moment(self._bound.now), follows=self._follows, **_WORDS
        )


_WORDS: dict[str, Any] = {
    "yuan": yuan,
    "day": day,
    "day_of": lambda at: day(local_day(at)),
    "moment": moment,
    "size_of": material_texts.size_of,
    "anchor_of": anchor_of,
    "office_step": OFFICE_STEP,
    "status_texts": status_texts,
    "letter_texts": letter_texts,
}


def _number(request: web.Request) -> str:
    """A 申请编号 as it is written."""
    return request.match_info["number"].strip().upper()[:64]
