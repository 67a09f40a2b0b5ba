"""Papers of the office on A4: what is printed of an application; each print is recorded."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web

from bot.web.staff import addresses
from bot.web.staff.console import Console
from handlers.applications.receipts import Receipt, receipt_of
from handlers.casework.transitions import Subject
from handlers.staff.actions.acting import Acting
from handlers.staff.exporting import export_mark
from handlers.staff.office_papers import TITLES, OfficePaper, PaperName, office_paper, rectification_notice
from handlers.texts import letters as letter_texts
from handlers.texts import office_papers as texts
from handlers.values.application_numbers import numbers_in
from store.queries.applications import application_numbered
from store.tables.contracts import Oversight

_NAMES = "|".join(PaperName)


class OfficePapers:
    """For members whose roles have to do with cases."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [
            web.get(f"/staff/applications/{{number}}/print/{{paper:{_NAMES}}}", self.show),
            web.get(r"/staff/supervision/inspections/{number:\d{1,9}}/notice/print", self.notice),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """One paper of an application."""
        number, name = request.match_info["number"], PaperName(request.match_info["paper"])

        def look(acting: Acting) -> OfficePaper | Receipt | HTTPStatus:
            return _paper(acting, number, name)

        found = await self._console.write(request, look)
        if isinstance(found, HTTPStatus):
            return self._console.page(request, "no_case.html", status=found, code=found.value)
        template = "receipt.html" if isinstance(found, Receipt) else "office_paper.html"
        return self._page(request, template, found, Subject.APPLICATION, found.number)

    async def notice(self, request: web.Request) -> web.Response:
        """限期整改通知 of an inspection."""
        number = int(request.match_info["number"])
        found = await self._console.write(request, lambda acting: _notice(acting, number))
        if isinstance(found, HTTPStatus):
            return self._console.page(request, "no_case.html", status=found, code=found.value)
        return self._page(request, "office_paper.html", found, Subject.INSPECTION, str(number))

    def _page(
        self, request: web.Request, template: str, found: OfficePaper | Receipt, subject: Subject, number: str
    ) -> web.Response:
        return self._console.page(
            request,
            template,
            found=found,
            here="applications" if subject is Subject.APPLICATION else "supervision",
            back=addresses.page_of(subject, number),
            texts=texts,
            letter_texts=letter_texts,
        )


def _notice(acting: Acting, number: int) -> OfficePaper | HTTPStatus:
    """The same of what an inspection found."""
    if not acting.member.reads_cases:
        return HTTPStatus.FORBIDDEN
    oversight = acting.work.get(Oversight, number)
    found = rectification_notice(acting, oversight) if oversight is not None else None
    if found is None:
        return HTTPStatus.NOT_FOUND
    export_mark(acting.work, acting.member, subject=found.number, what=texts.RECTIFY)
    return found


def _paper(acting: Acting, number: str, name: PaperName) -> OfficePaper | Receipt | HTTPStatus:
    """The paper; that it was printed is recorded."""
    if not acting.member.reads_cases:
        return HTTPStatus.FORBIDDEN
    named = numbers_in(number)
    sent = application_numbered(acting.work, named[0]) if named else None
    if sent is None:
        return HTTPStatus.NOT_FOUND
    found = receipt_of(acting.work, sent) if name is PaperName.RECEIPT else office_paper(acting, sent, name)
    if found is None:
        return HTTPStatus.NOT_FOUND
    export_mark(acting.work, acting.member, subject=sent.number, what=TITLES[name])
    return found
