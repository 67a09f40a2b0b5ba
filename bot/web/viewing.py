"""How the page of this very request is to look: large type or not, alone or in another site's frame."""

from __future__ import annotations

from contextvars import ContextVar

from aiohttp import web
from msgspec import Struct

SIZE = "type"
"""Name of the cookie that keeps the size of type."""

LARGE = "large"

_FRAMED = frozenset({"/", "/type", "/mine"})
_FIRM = "/mine/"


class View(Struct, frozen=True):
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
_VIEW = web.RequestKey("view", View)
_REQUEST: ContextVar[web.Request | None] = ContextVar("request", default=None)


def remember_request(request: web.Request) -> None:
    """Note whose view is meant, before anything is rendered, refusals too."""
    _REQUEST.set(request)


def viewing() -> View:
    """The view of the request that is being answered: made when it is first asked for, which no webhook does."""
    request = _REQUEST.get()
    if request is None:
        return _PLAIN
    if _VIEW not in request:
        request[_VIEW] = _view_of(request)
    return request[_VIEW]


def _view_of(request: web.Request) -> View:
    return View(
        is_large=request.cookies.get(SIZE) == LARGE,
        is_framed=may_be_framed(request.path) and request.query.get("embed") == "1",
        wants_part=bool(request.headers.get("HX-Request")),
        path=request.path_qs,
    )
