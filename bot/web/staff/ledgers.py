"""The ledgers of money: on the screen, on A4 and as Excel sheets, each as of the day that its address names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import urlencode

from aiohttp import web
from msgspec import Struct

from bot.web import file_responses
from bot.web.staff import addresses
from bot.web.staff.console import Console, Handler, to
from handlers.casework.transitions import Subject
from handlers.dates import local_day
from handlers.filekinds import MEDIA_TYPES, FileKind
from handlers.staff.actions.acting import Acting
from handlers.staff.exporting import export_mark, marked_sheet
from handlers.staff.ledgers import contract_ledger, due, fund_ledger, month_table, reconciliation, years
from handlers.staff.ledgers.asking import AS_OF, LedgerAsked
from handlers.staff.ledgers.page import LedgerPage
from handlers.staff.ledgers.sheet import Sheet
from handlers.texts import console_ledgers as texts
from handlers.texts import several_payments
from store.queries.contracts import contract_numbered

_T = TypeVar("_T")

Make = Callable[[Acting, LedgerAsked, str], _T | None]
"""Of what has the number, empty where the ledger has none; None where there is no such thing."""


class _Ledger(Struct, frozen=True):
    """`rows` are the entries below its sums, all of them, for a sheet of their own."""

    name: str
    path: str
    look: Make[LedgerPage]
    rows: Make[Sheet] | None = None


def _contract(acting: Acting, asked: LedgerAsked, number: str) -> LedgerPage | None:
    contract = contract_numbered(acting.work, number)
    return contract_ledger.contract_ledger(acting, contract, asked) if contract else None


def _contract_rows(acting: Acting, asked: LedgerAsked, number: str) -> Sheet | None:
    contract = contract_numbered(acting.work, number)
    return contract_ledger.contract_entries(acting, contract, asked) if contract else None


def _whole(make: Callable[[Acting, LedgerAsked], _T]) -> Make[_T]:
    """Of what there is one of."""
    return lambda acting, asked, _number: make(acting, asked)


_LEDGERS = (
    _Ledger(texts.FUND, fund_ledger.PATH, _whole(fund_ledger.fund_ledger), _whole(fund_ledger.fund_entries)),
    _Ledger(texts.CONTRACT, f"{fund_ledger.PATH}/contracts/{{number}}", _contract, _contract_rows),
    _Ledger(texts.MONTHS, month_table.PATH, _whole(month_table.month_table)),
    _Ledger(texts.RECONCILIATION, reconciliation.PATH, _whole(reconciliation.reconciliation)),
    _Ledger(texts.DUE, due.PATH, _whole(due.due_list), _whole(due.due_rows)),
    _Ledger(texts.YEARS, years.PATH, _whole(years.year_page), _whole(years.carried_over)),
)

PLACES = (
    *((ledger.name, ledger.path) for ledger in _LEDGERS if "{" not in ledger.path),
    (texts.QUOTAS, addresses.page_of(Subject.QUOTAS, "")),
    (several_payments.TITLE, "/staff/money/pay"),
)
"""The tabs above every ledger."""


class Ledgers:
    """Read by members whose roles have to do with cases; prints and sheets are recorded before they leave."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [route for ledger in _LEDGERS for route in self._of(ledger)]

    def _of(self, ledger: _Ledger) -> list[web.RouteDef]:
        routes = [
            web.get(f"{ledger.path}.xlsx", self._sheet(ledger, _sums_of(ledger))),
            web.get(f"{ledger.path}/print", self._dated(self._print(ledger))),
            web.get(ledger.path, self._dated(self._show(ledger))),
        ]
        if ledger.rows is not None:
            routes.insert(0, web.get(f"{ledger.path}/entries.xlsx", self._sheet(ledger, ledger.rows)))
        return routes

    def _dated(self, handler: Handler) -> Handler:
        """An address without its day is led to that of today: what is kept and sent on says which."""

        async def lead(request: web.Request) -> web.StreamResponse:
            if request.query.get(AS_OF, "").strip():
                return await handler(request)
            await self._console.read(request, lambda _acting: None)  # nobody is led anywhere who is not signed in
            said = [(name, value) for name, value in request.query.items() if name != AS_OF]
            dated = urlencode([*said, (AS_OF, local_day(self._console.clock()).isoformat())])
            return to(f"{request.rel_url.raw_path}?{dated}")

        return lead

    def _show(self, ledger: _Ledger) -> Handler:
        async def show(request: web.Request) -> web.Response:
            def look(acting: Acting) -> tuple[LedgerPage | HTTPStatus, list[years.YearAct]]:
                found = self._look(request, acting, ledger.look)
                if ledger.path != years.PATH or isinstance(found, HTTPStatus):
                    return found, []
                return found, years.year_acts(acting, self._console.catalogue, found.asked)

            found, acts = await self._console.read(request, look)
            if isinstance(found, HTTPStatus):
                return self._refused(request, found)
            rows = "entries.xlsx" if ledger.rows is not None else ""
            return self._page(request, "ledger.html", found, places=PLACES, rows=rows, acts=acts)

        return show

    def _print(self, ledger: _Ledger) -> Handler:
        async def print_(request: web.Request) -> web.Response:
            def look(acting: Acting) -> LedgerPage | HTTPStatus:
                found = self._look(request, acting, ledger.look)
                if isinstance(found, LedgerPage):
                    self._mark(request, acting, ledger, texts.taken(how=texts.PRINT, title=found.headline))
                return found

            found = await self._console.write(request, look)
            if isinstance(found, HTTPStatus):
                return self._refused(request, found)
            return self._page(request, "ledger_print.html", found)

        return print_

    def _sheet(self, ledger: _Ledger, rows: Make[Sheet]) -> Handler:
        async def export(request: web.Request) -> web.Response:
            def look(acting: Acting) -> tuple[str, bytes] | HTTPStatus:
                found = self._look(request, acting, rows)
                if isinstance(found, HTTPStatus):
                    return found
                asked = self._asked(request, acting.work.now)
                title = texts.titled(title=found.caption, on=asked.as_of, said=asked.unit)
                mark = self._mark(request, acting, ledger, texts.taken(how=texts.EXCEL, title=title))
                written = found.written(asked.unit)
                return title, marked_sheet(title=title, mark=mark, headings=found.headings, rows=written)

            found = await self._console.write(request, look)
            if isinstance(found, HTTPStatus):
                return self._refused(request, found)
            title, content = found
            return file_responses.original(content, name=f"{title}.xlsx", media_type=MEDIA_TYPES[FileKind.XLSX])

        return export

    def _mark(self, request: web.Request, acting: Acting, ledger: _Ledger, what: str) -> str:
        """Recorded under the number of the contract, or under the ledger's name."""
        subject = request.match_info.get("number", ledger.name)
        return export_mark(acting.work, acting.member, subject=subject, what=what)

    def _look(self, request: web.Request, acting: Acting, look: Make[_T]) -> _T | HTTPStatus:
        """As a member who may read it; NOT_FOUND where there is no such contract."""
        if not acting.member.reads_cases:
            return HTTPStatus.FORBIDDEN
        asked = self._asked(request, acting.work.now)
        return look(acting, asked, request.match_info.get("number", "")) or HTTPStatus.NOT_FOUND

    def _asked(self, request: web.Request, now: datetime) -> LedgerAsked:
        return LedgerAsked(request.query.items(), now)

    def _page(self, request: web.Request, template: str, found: LedgerPage, **more: Any) -> web.Response:
        return self._console.page(request, template, page=found, at=addresses, texts=texts, **more)

    def _refused(self, request: web.Request, status: HTTPStatus) -> web.Response:
        return self._console.page(request, "no_case.html", status=status, code=status.value)


def _sums_of(ledger: _Ledger) -> Make[Sheet]:
    """The sums of a page as a table of its own; of a page without any, its list."""

    def sums(acting: Acting, asked: LedgerAsked, number: str) -> Sheet | None:
        page = ledger.look(acting, asked, number)
        if page is None:
            return None
        if page.sheets:
            return page.exported
        return ledger.rows(acting, asked, number) if ledger.rows else None

    return sums
