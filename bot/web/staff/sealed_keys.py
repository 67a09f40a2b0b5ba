"""An officer's keys: a pair made in their own browser, and reports given to the keys that came later."""

from __future__ import annotations

from aiohttp import web

from bot.web.staff.console import Console
from bot.web.staff.sealed_pages import LIST, denied, given_keys, sealed_page
from handlers.casework.sealed.authority import is_officer
from handlers.results import Reason
from handlers.sealed.opening import Receiving, boxes_to_reseal, receiving
from handlers.staff.actions.acting import Acting
from store.queries.sealed_boxes import ListedBox


class SealedKeys:
    """The server sees no private key on either page."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.get(f"{LIST}/keys", self.show_keys), web.get(f"{LIST}/reseal", self.show_resealing)]

    async def show_keys(self, request: web.Request) -> web.Response:
        """Where a pair is made, printed and tried: for everybody, since officers need theirs before all else."""
        found = await self._console.read(
            request, lambda acting: receiving(acting.work) if is_officer(acting.work, acting.member) else None
        )
        given = given_keys(found, self._console.kb) if found else {}
        return sealed_page(self._console, request, "sealed_keys.html", given=given, to=found)

    async def show_resealing(self, request: web.Request) -> web.Response:
        """Where what lies there is given to the officers of now."""
        is_whole = request.query.get("all") == "1"

        def look(acting: Acting) -> tuple[tuple[ListedBox, ...], Receiving] | Reason:
            boxes = boxes_to_reseal(acting.work, acting.member, is_whole=is_whole)
            return boxes if isinstance(boxes, Reason) else (boxes, receiving(acting.work))

        found = await self._console.read(request, look)
        if isinstance(found, Reason):
            return denied(self._console, request, found)
        boxes, to = found
        given = given_keys(to, self._console.kb) | {"boxes": [{"urls": _urls(one)} for one in boxes]}
        return sealed_page(
            self._console, request, "sealed_reseal.html", given=given, count=len(boxes), is_whole=is_whole
        )


def _urls(box: ListedBox) -> list[str]:
    return [f"{LIST}/{box.complaint_id}/boxes/{key}" for key in (box.id, *box.copies)]
