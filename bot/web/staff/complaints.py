"""The page of one complaint that is kept openly, and what may be published of all of them."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web

from bot.web.staff import addresses
from bot.web.staff.console import Console
from handlers.dates import day, local_day
from handlers.staff.actions.acting import Acting
from handlers.staff.lists.complaint_excerpts import (
    PublishedExcerpt,
    excerpts_denied,
    exported,
    note_exported,
    published,
)
from handlers.staff.lists.complaint_view import ComplaintView, complaint_view, note_opened
from handlers.staff.lists.complaints import complaints_denied

_HERE = "complaints"


class Complaints:
    """For the units that answer; who opened one, or exported what is published, is on record."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [
            web.get(r"/staff/complaints/{number:20\d\d-\d{4,6}}", self.show),
            web.get(addresses.EXCERPTS, self.excerpts),
            web.get(f"{addresses.EXCERPTS}.txt", self.export),
        ]

    async def show(self, request: web.Request) -> web.Response:
        """What was said, what was done about it, and what can be done."""
        number = request.match_info["number"]

        def look(acting: Acting) -> ComplaintView | HTTPStatus:
            if complaints_denied(acting):
                return HTTPStatus.FORBIDDEN
            return complaint_view(acting, self._console.catalogue, number) or HTTPStatus.NOT_FOUND

        found = await self._console.read(request, look)
        if isinstance(found, HTTPStatus):
            template = "no_list.html" if found is HTTPStatus.FORBIDDEN else "no_complaint.html"
            return self._console.page(request, template, status=found, here=_HERE)
        if found.said is not None:
            await self._console.write(request, lambda acting: note_opened(acting, number))
        return self._console.page(request, "complaint.html", found=found, at=addresses, day=day, here=_HERE)

    async def excerpts(self, request: web.Request) -> web.Response:
        """What two members agreed may be published."""
        found = await self._published(request)
        if found is None:
            return self._console.page(request, "no_list.html", status=HTTPStatus.FORBIDDEN, here=_HERE)
        return self._console.page(request, "excerpts.html", found=found, at=addresses, here=_HERE)

    async def export(self, request: web.Request) -> web.Response:
        """The same as a text for whoever looks after the portal."""
        found = await self._published(request)
        if found is None:
            return self._console.page(request, "no_list.html", status=HTTPStatus.FORBIDDEN, here=_HERE)
        await self._console.write(request, note_exported)
        name = f"liuyan-{local_day(self._console.clock()).isoformat()}.txt"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return web.Response(text=exported(found), headers=headers, content_type="text/plain", charset="utf-8")

    async def _published(self, request: web.Request) -> tuple[PublishedExcerpt, ...] | None:
        return await self._console.read(
            request, lambda acting: None if excerpts_denied(acting) else published(acting)
        )
