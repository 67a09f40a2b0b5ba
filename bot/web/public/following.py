"""`/mine/follow`: the picture by which a person of a firm follows in WeChat as well, and is told there."""

from __future__ import annotations

from http import HTTPStatus

from aiohttp import web

from bot.web.code_pictures import NO_PICTURE, CodePicture, CodePictures
from bot.web.public.bound import Absent, BoundPages
from handlers.applications.own_applications import code_to_follow
from handlers.casework.telling_rows import FOLLOW_LIVES
from handlers.casework.transitions import ActName
from handlers.results import Done, Refused

_MINUTES = int(FOLLOW_LIVES.total_seconds() // 60)


class Following:
    """A code is made for each press; it is good once, for a short time."""

    def __init__(self, bound: BoundPages, pictures: CodePictures) -> None:
        self._bound = bound
        self._pictures = pictures

    def routes(self) -> list[web.RouteDef]:
        """Give the doors of this area."""
        return [web.post("/mine/follow", self.show)]

    async def show(self, request: web.Request) -> web.Response:
        """The picture; where WeChat is off, what to do instead."""
        if self._bound.strangers.is_too_fast(request):
            return self._bound.refusal(HTTPStatus.TOO_MANY_REQUESTS)
        if not self._pictures.opens_account:
            return self._page()
        made: Done | Refused | Absent = await self._bound.write(request, code_to_follow)
        match made:
            case Absent():
                return self._bound.absent(made)
            case Refused():
                return self._page(refused="".join(reason.text for reason in made.reasons))
            case Done():
                picture = await self._pictures.of(ActName.FOLLOW_CODE, made.shown) or NO_PICTURE
                return self._page(code=made.shown, picture=picture)

    def _page(self, *, refused: str = "", code: str = "", picture: CodePicture = NO_PICTURE) -> web.Response:
        return self._bound.page("firm/follow.html", refused=refused, code=code, picture=picture, minutes=_MINUTES)
