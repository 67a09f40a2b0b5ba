"""The lists of the console, all on one page: what waits, applications, contracts, cases, intentions, members."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from aiohttp import web
from msgspec import Struct

from bot.web.staff import addresses
from bot.web.staff.console import Console, Handler
from bot.web.staff.neighbours import Window
from handlers.casework.contracts import may_enter
from handlers.casework.transitions import Subject
from handlers.results import Reason
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Action
from handlers.staff.actions.targets import target_of
from handlers.staff.calendar.term_list import calendar_list
from handlers.staff.ledgers import due
from handlers.staff.lists.applications import application_list
from handlers.staff.lists.asked import Asked
from handlers.staff.lists.complaints import complaint_list, complaints_denied
from handlers.staff.lists.contracts import case_list, contract_list
from handlers.staff.lists.listing import Listing
from handlers.staff.lists.people import intention_list, intentions_denied, member_list
from handlers.staff.lists.present import Present, present
from handlers.staff.lists.todo import todo_list
from handlers.staff.lists.untold import untold_list
from handlers.texts import calendar as calendar_texts
from handlers.texts import complaints as complaint_texts
from handlers.texts import console_ledgers as ledger_texts
from store.queries.lists.paging import SIZES

Make = Callable[[Acting, Asked, Present], Listing]
Deny = Callable[[Acting], bool]


class _Page(Struct, frozen=True):
    """`here` is the list's place in the navigation; `entered` is what a new entry of it is entered into.

    `beside` are other pages about the same, each with its label.
    """

    path: str
    here: str
    make: Make
    is_denied: Deny = lambda _acting: False
    entered: Subject | None = None
    beside: tuple[tuple[str, str], ...] = ()


_OF_DAYS = ((calendar_texts.WORKDAYS_LINK, addresses.WORKDAYS), (ledger_texts.DUE, due.PATH))

_PUBLISHED = ((complaint_texts.EXCERPTS, addresses.EXCERPTS),)


def _reads_no_cases(acting: Acting) -> bool:
    return not acting.member.reads_cases


def _reads_no_intentions(acting: Acting) -> bool:
    found: Reason | None = intentions_denied(acting)
    return found is not None


_PAGES = (
    _Page("/staff", "todo", todo_list),
    _Page("/staff/applications", "applications", application_list, _reads_no_cases),
    _Page("/staff/contracts", "contracts", contract_list, _reads_no_cases, Subject.REGISTER),
    _Page("/staff/cases", "cases", case_list, _reads_no_cases),
    _Page(addresses.CALENDAR, "calendar", calendar_list, _reads_no_cases, beside=_OF_DAYS),
    _Page("/staff/complaints", "complaints", complaint_list, complaints_denied, beside=_PUBLISHED),
    _Page("/staff/intentions", "intentions", intention_list, _reads_no_intentions),
    _Page("/staff/untold", "untold", untold_list, _reads_no_cases),
    _Page("/staff/members", "members", member_list, entered=Subject.STAFF),
)


class Lists:
    """The address says everything that is asked of a list: it can be kept and sent on."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.get(page.path, self._show(page)) for page in _PAGES]

    def _show(self, page: _Page) -> Handler:
        async def show(request: web.Request) -> web.Response:
            asked = Asked(request.query.items())

            def look(acting: Acting) -> tuple[Listing, list[Action], bool] | None:
                if page.is_denied(acting):
                    return None
                listing = page.make(acting, asked, present(acting.work, self._console.catalogue.table))
                imports = page.entered is Subject.REGISTER and not may_enter(acting.member)
                return listing, self._entries(acting, page), imports

            read = await self._console.read(request, look)
            if read is None:
                return self._console.page(request, "no_list.html", status=HTTPStatus.FORBIDDEN, here=page.here)
            found, entries, imports = read
            return self._console.page(
                request,
                "list.html",
                listing=found,
                entries=entries,
                imports=imports,
                beside=page.beside,
                window=Window([(row.subject, row.number) for row in found.rows], request.path_qs),
                here=page.here,
                path=page.path,
                at=addresses,
                sizes=SIZES,
            )

        return show

    def _entries(self, acting: Acting, page: _Page) -> list[Action]:
        """What the member may enter into the list."""
        target = target_of(acting.work, page.entered, "") if page.entered else None
        return self._console.catalogue.offered(acting.work, acting.member, target) if target else []
