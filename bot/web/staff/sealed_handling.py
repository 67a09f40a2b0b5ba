"""Reports for their officers: the list, and the page of one with the forms of its steps; no script is needed.

What is done stands in no address: a log of addresses would tell it.
"""

from __future__ import annotations

from functools import partial
from http import HTTPStatus

from aiohttp import web

from bot.web.staff.console import Console, to
from bot.web.staff.file_viewer import whole_number
from bot.web.staff.sealed_pages import HERE, LIST, denied
from handlers.casework.perform import apply_row
from handlers.casework.sealed.steps import Given, HandlingFields, HandlingStep
from handlers.casework.transitions import ActName
from handlers.dates import local_day
from handlers.results import Reason, Refused, Result
from handlers.staff.actions.acting import Acting
from handlers.staff.sealed.listing import sealed_list
from handlers.staff.sealed.naming import reference, report_named
from handlers.staff.sealed.step_forms import SURE, Wrong, read_step
from handlers.staff.sealed.view import Typed, note_look, sealed_view
from handlers.texts import sealed_handling as texts
from store.queries.sealed_complaints import SEALED_TABLES

_ONE = LIST + r"/{report:[0-9a-f]{32}}"
_STEP, _SEEN, _OTHER = "step", "seen", "other"
_NEVER = -1
"""A version that no record has: a form without one is none of ours."""

_REFUSED = HTTPStatus.UNPROCESSABLE_ENTITY


class SealedHandling:
    """Read and done by report officers; whoever stands aside is told so, and sees nothing."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.get(LIST, self.show_all), web.get(_ONE, self.show), web.post(_ONE, self.act)]

    async def show_all(self, request: web.Request) -> web.Response:
        """What is still to be done, or everything."""
        page, shows_all = whole_number(request.query.get("page", "")), "all" in request.query
        found = await self._console.read(request, lambda acting: sealed_list(acting, page, shows_all=shows_all))
        if isinstance(found, Reason):
            return denied(self._console, request, found)
        return self._console.page(request, "sealed_list.html", found=found, below=LIST, texts=texts, here=HERE)

    async def show(self, request: web.Request) -> web.Response:
        """One of them; that the member looked is in its own record."""
        key = request.match_info["report"]
        await self._console.write(request, lambda acting: note_look(acting, key))
        return await self._page(request, key, None)

    async def act(self, request: web.Request) -> web.Response:
        """Do a step, or show its form again with what was typed."""
        key, fields = request.match_info["report"], await self._console.form(request)
        step = _step(fields.get(_STEP, ""))
        if step is None:
            return await self._page(request, key, None)
        given = read_step(step, fields, local_day(self._console.clock()))
        if isinstance(given, Wrong):
            return await self._page(request, key, Typed(step, fields, given.faults))
        done = await self._console.write(request, partial(_do, key=key, given=given, fields=fields))
        if not isinstance(done, Refused):
            return await self._done(request, key, step)
        said = {SURE: "\n".join(reason.text for reason in done.reasons)}
        return await self._page(request, key, Typed(step, fields, said))

    async def _page(self, request: web.Request, key: str, typed: Typed | None) -> web.Response:
        found = await self._console.read(request, lambda acting: sealed_view(acting, key, typed))
        if isinstance(found, Reason):
            return denied(self._console, request, found)
        status = _REFUSED if typed else HTTPStatus.OK
        return self._console.page(
            request, "sealed_one.html", status=status, found=found, below=LIST, texts=texts, here=HERE
        )

    async def _done(self, request: web.Request, key: str, step: HandlingStep) -> web.Response:
        """What is gone has no page any more: that it is, and how it can be proved, is shown this once."""
        match step:
            case HandlingStep.DELETE:
                await self._console.database.erase_deleted(*SEALED_TABLES)
                return self._console.page(
                    request, "sealed_gone.html", key=key, reference=reference(key), below=LIST, here=HERE
                )
            case HandlingStep.STAND_ASIDE:
                return to(LIST)
            case _:
                return to(f"{LIST}/{key}")


def _do(acting: Acting, *, key: str, given: Given, fields: dict[str, str]) -> Result:
    seen = fields.get(_SEEN, "")
    if _OTHER in type(given).model_fields:
        given = given.model_copy(update={_OTHER: report_named(acting.work, fields.get(_OTHER, ""))})
    return apply_row(
        acting.work,
        acting.member,
        ActName.HANDLE_SEALED,
        key,
        HandlingFields(given=given),
        seen=int(seen) if seen.isascii() and seen.isdigit() else _NEVER,
    )


def _step(words: str) -> HandlingStep | None:
    return next((step for step in HandlingStep if step.value == words), None)
