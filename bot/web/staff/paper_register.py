"""收文登记簿: the year's papers, searched, printed, taken along; and the way to register one."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web

from bot.web import file_responses
from bot.web.staff import addresses
from bot.web.staff.console import Console, to
from bot.web.staff.file_viewer import whole_number
from handlers.casework.transitions import ActName, Subject
from handlers.filekinds import MEDIA_TYPES, FileKind
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.table_actions import key_of
from handlers.staff.exporting import export_mark, marked_sheet
from handlers.staff.overview.paper_register import Book, BookLine, book_of, lines_of_year
from handlers.staff.overview.paper_view import may_scan
from handlers.texts import console_papers as texts
from handlers.values.contract_terms import read_number
from store.queries.contracts import contract_numbered
from store.queries.incoming import contracts_called

_LIST = "/staff/register"
_YEAR = "/{year:20[0-9]{2}}"
_MOST_WORDS, _MOST_CONTRACTS = 100, 20


class PaperRegister:
    """Read by members whose roles have to do with cases; registered by the office and the bureau."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [
            web.get(_LIST, self.show),
            web.get(f"{_LIST}/new", self.begin),
            web.get(f"{_LIST}{_YEAR}.xlsx", self.export),
            web.get(f"{_LIST}{_YEAR}/print", self.print),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """A page of a year."""
        query = request.query
        year, page = whole_number(query.get("year", "")), whole_number(query.get("page", ""))
        words = query.get("q", "").strip()[:_MOST_WORDS]

        def look(acting: Acting) -> tuple[Book, bool] | None:
            if not acting.member.reads_cases:
                return None
            return book_of(acting.work, year=year or None, words=words, page=page), may_scan(acting)

        found = await self._console.read(request, look)
        if found is None:
            return self._refused(request)
        book, may = found
        return self._console.page(request, "register.html", book=book, may=may, at=addresses, texts=texts)

    async def begin(self, request: web.Request) -> web.Response:
        """Lead to the form on the contract that is named, or offer those that the words call."""
        words = request.query.get("contract", "").strip()[:_MOST_WORDS]

        found = await self._console.read(request, lambda acting: _contracts(acting, words))
        match found:
            case None:
                return self._refused(request)
            case str():
                return to(_registering(found))
        called = [(number, firm, project, _registering(number)) for number, firm, project in found]
        return self._console.page(request, "register_new.html", words=words, found=called, texts=texts)

    async def export(self, request: web.Request) -> web.Response:
        """The year as a sheet that says who took it out, and when."""
        year = int(request.match_info["year"])

        def look(acting: Acting) -> bytes | None:
            taken = self._taken(acting, year, texts.TITLE)
            if taken is None:
                return None
            mark, lines = taken
            rows = [line.cells for line in lines]
            return marked_sheet(title=texts.title_of(year=year), mark=mark, headings=texts.HEADINGS, rows=rows)

        sheet = await self._console.write(request, look)
        if sheet is None:
            return self._refused(request)
        name = f"{texts.title_of(year=year)}.xlsx"
        return file_responses.original(sheet, name=name, media_type=MEDIA_TYPES[FileKind.XLSX])

    async def print(self, request: web.Request) -> web.Response:
        """The whole year on one page, to be printed."""
        year = int(request.match_info["year"])
        taken = await self._console.write(request, lambda acting: self._taken(acting, year, texts.PRINT))
        if taken is None:
            return self._refused(request)
        mark, lines = taken
        return self._console.page(request, "register_print.html", year=year, mark=mark, lines=lines, texts=texts)

    def _taken(self, acting: Acting, year: int, what: str) -> tuple[str, list[BookLine]] | None:
        """The mark of whoever takes the year out, which is recorded, and its lines; None for others."""
        if not acting.member.reads_cases:
            return None
        mark = export_mark(acting.work, acting.member, subject=texts.title_of(year=year), what=what)
        return mark, list(lines_of_year(acting.work, year))

    def _refused(self, request: web.Request) -> web.Response:
        status = HTTPStatus.FORBIDDEN
        return self._console.page(request, "no_case.html", status=status, code=status.value)


def _contracts(acting: Acting, words: str) -> str | list[tuple[str, str, str]] | None:
    """The number of the contract that the words name; else those that they call. None: it is not the member's."""
    if not may_scan(acting):
        return None
    number = read_number(words)
    if words and contract_numbered(acting.work, number) is not None:
        return number
    called = contracts_called(acting.work, words, most=_MOST_CONTRACTS) if words else []
    return [(contract.number, firm, contract.project) for contract, firm in called]


def _registering(contract: str) -> str:
    return addresses.act_on(key_of(ActName.REGISTER_PAPER), Subject.CONTRACT, contract)
