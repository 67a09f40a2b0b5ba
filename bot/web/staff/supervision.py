"""监督: quarters of the fund, inspections of projects, evaluations, and money taken back."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.web.staff import addresses
from bot.web.staff.console import Console
from bot.web.staff.file_viewer import whole_number
from handlers.money import yuan
from handlers.staff.actions.acting import Acting
from handlers.staff.lists.asked import Asked
from handlers.staff.supervision.evaluations import evaluation_view, evaluations_view
from handlers.staff.supervision.inspections import inspection_view, inspections_view, printed_inspection
from handlers.staff.supervision.quarters import quarter_view, quarters_view
from handlers.staff.supervision.recoveries import recoveries_view
from handlers.texts import casework, evaluations, inspections, recoveries
from handlers.texts import supervision as texts
from handlers.values.quarters import read_quarter

_HERE = "/staff/supervision"
_INSPECTION = _HERE + r"/inspections/{number:\d{1,9}}"


class Supervision:
    """Read by members whose roles have to do with cases; recorded by the acts that the pages lead to."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [
            web.get(_HERE, self.quarters),
            web.get(f"{_HERE}/inspections", self.inspections),
            web.get(_INSPECTION, self.inspection),
            web.get(f"{_INSPECTION}/print", self.print),
            web.get(f"{_HERE}/cases", self.cases),
            web.get(f"{_HERE}/evaluations", self.evaluations),
            web.get(_HERE + "/evaluations/{number}", self.evaluation),
            web.get(_HERE + "/{quarter:20[0-9]{2}Q[1-4]}", self.quarter),
        ]

    async def quarters(self, request: web.Request) -> web.Response:
        """A year of the fund, quarter by quarter."""
        year = whole_number(request.query.get("year", "")) or None

        def look(acting: Acting) -> Any:
            return quarters_view(acting, self._console.catalogue, year)

        return await self._shown(request, "supervision_quarters.html", look)

    async def quarter(self, request: web.Request) -> web.Response:
        """A quarter, with the task on each contract."""
        quarter = read_quarter(request.match_info["quarter"])
        assert quarter is not None
        asked = Asked(request.query.items())

        def look(acting: Acting) -> Any:
            return quarter_view(acting, self._console.catalogue, quarter, asked)

        return await self._shown(request, "supervision_quarter.html", look)

    async def inspections(self, request: web.Request) -> web.Response:
        """Inspections of projects, the newest first."""
        asked = Asked(request.query.items())
        return await self._shown(
            request, "supervision_inspections.html", lambda acting: inspections_view(acting, asked)
        )

    async def inspection(self, request: web.Request) -> web.Response:
        """One inspection, with what became of its problems."""
        number = request.match_info["number"]

        def look(acting: Acting) -> Any:
            return inspection_view(acting, self._console.catalogue, number)

        return await self._shown(request, "inspection.html", look)

    async def print(self, request: web.Request) -> web.Response:
        """检查记录 on A4, with lines for the signatures."""
        number = request.match_info["number"]

        def look(acting: Acting) -> Any:
            return printed_inspection(acting, self._console.catalogue, number)

        return await self._shown(request, "inspection_print.html", look, is_taken=True)

    async def cases(self, request: web.Request) -> web.Response:
        """Money taken back, the two kinds apart."""
        asked = Asked(request.query.items())
        return await self._shown(request, "supervision_cases.html", lambda acting: recoveries_view(acting, asked))

    async def evaluations(self, request: web.Request) -> web.Response:
        """Contracts with their results, and what is missing."""
        asked = Asked(request.query.items())
        return await self._shown(
            request, "supervision_evaluations.html", lambda acting: evaluations_view(acting, asked)
        )

    async def evaluation(self, request: web.Request) -> web.Response:
        """A contract's evaluations under both articles."""
        number = request.match_info["number"]

        def look(acting: Acting) -> Any:
            return evaluation_view(acting, self._console.catalogue, number)

        return await self._shown(request, "evaluation.html", look)

    async def _shown(
        self, request: web.Request, template: str, look: Callable[[Acting], Any], *, is_taken: bool = False
    ) -> web.Response:
        """The page; what is not there, or not theirs, is said. What `is_taken` out is recorded."""

        def allowed(acting: Acting) -> Any:
            return look(acting) if acting.member.reads_cases else HTTPStatus.FORBIDDEN

        within = self._console.write if is_taken else self._console.read
        found = await within(request, allowed)
        if found is None or isinstance(found, HTTPStatus):
            status = found or HTTPStatus.NOT_FOUND
            return self._console.page(request, "no_case.html", status=status, code=status.value)
        return self._console.page(
            request,
            template,
            found=found,
            at=addresses,
            texts=texts,
            words=casework,
            inspections=inspections,
            evaluations=evaluations,
            recoveries=recoveries,
            yuan=yuan,
        )
