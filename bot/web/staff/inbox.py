"""The inbox: what a member is to know, marked one by one or all at once."""

from __future__ import annotations

from aiohttp import web

from bot.web.staff.addresses import page_of_notice
from bot.web.staff.console import Console, to
from handlers.notices.inbox import INBOX, InboxView, note_all_read, note_read, view_inbox
from handlers.staff.actions.acting import Acting
from store.queries.lists.paging import Paging

_ROWS = 50
_LONGEST_NUMBER = 9


class Inbox:
    """Everybody who is signed in has one."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [
            web.get(INBOX, self.show),
            web.post(INBOX, self.read_all),
            web.post(rf"{INBOX}/{{number:\d{{1,{_LONGEST_NUMBER}}}}}", self.read_one),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """Show a page of it: what is unread, or all."""
        whole, number = "all" in request.query, _number(request.query.get("page", ""))

        def look(acting: Acting) -> InboxView:
            return view_inbox(acting.work, acting.member, unread=not whole, asked=Paging(number or 1, _ROWS))

        inbox = await self._console.read(request, look)
        return self._console.page(
            request, "inbox.html", inbox=inbox, whole=whole, lead=page_of_notice, address=_address
        )

    async def read_one(self, request: web.Request) -> web.Response:
        """Mark one as read, and go where it leads if that was asked; somebody else's stays as it is."""
        fields, number = await self._console.form(request), int(request.match_info["number"])

        def act(acting: Acting) -> str:
            notice = note_read(acting.work, acting.member, number)
            return page_of_notice(notice.about, notice.subject) if notice else ""

        page = await self._console.write(request, act)
        return to(page if page and "go" in fields else _back(fields))

    async def read_all(self, request: web.Request) -> web.Response:
        """Mark all that was there when the page was made."""
        fields = await self._console.form(request)
        newest = _number(fields.get("newest", ""))
        await self._console.write(request, lambda acting: note_all_read(acting.work, acting.member, newest))
        return to(_back(fields))


def _back(fields: dict[str, str]) -> str:
    return _address("all" in fields, _number(fields.get("page", "")))


def _address(whole: bool, page: int) -> str:  # noqa: FBT001 -- the state of the list, as its address holds it
    parts = [*(["all=1"] if whole else []), *([f"page={page}"] if page > 1 else [])]
    return f"{INBOX}?{'&'.join(parts)}" if parts else INBOX


def _number(words: str) -> int:
    """A number that an address or a form holds; 0 for anything else."""
    return int(words) if words.isascii() and words.isdigit() and len(words) <= _LONGEST_NUMBER else 0
