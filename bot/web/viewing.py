"""How the page of this very request is to look: large type or not, alone or in another site's frame."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

from aiohttp import web
from aiohttp.typedefs import Handler

SIZE = "type"
"""Name of the cookie that keeps the size of type."""

LARGE = "large"

_FRAMED = frozenset({"/", "/type", "/mine"})
_FIRM = "/mine/"


@dataclass(frozen=True, slots=True)
class View:
    """What every page may ask. `path` is where the switch of the type leads back to."""

    is_large: bool = False
    is_framed: bool = False
    wants_part: bool = False  # htmx asks: a part of a page, not the whole
    path: str = "/"

    @property
    def chat(self) -> str:
        """The chat's own address, in or out of a frame."""
        return self.link("/")

    def link(self, path: str) -> str:
        """The address of a page that can stand in a frame, in or out of it."""
        return f"{path}?embed=1" if self.is_framed else path


def may_be_framed(path: str) -> bool:
    """Whether other sites may show it: the chat, and the pages that a firm comes to from there."""
    return path in _FRAMED or path.startswith(_FIRM)


_PLAIN = View()
_VIEW: ContextVar[View] = ContextVar("view", default=_PLAIN)


def viewing() -> View:
    """The view of the request that is being answered."""
    return _VIEW.get()


@web.middleware
async def remember_view(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Note the view before anything is rendered, refusals too."""
    _VIEW.set(
        View(
            is_large=request.cookies.get(SIZE) == LARGE,
            is_framed=may_be_framed(request.path) and request.query.get("embed") == "1",
            wants_part=bool(request.headers.get("HX-Request")),
            path=request.path_qs,
        )
    )
    return await handler(request)
