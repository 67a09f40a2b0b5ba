"""The headers that every answer carries: what a browser may load, frame and keep of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aiohttp import web

from bot.web.origins import is_staff
from bot.web.viewing import may_be_framed
from handlers.casework.sealed.window import PAGE

# Under no-referrer browsers would say `Origin: null` of our own forms, which is what strangers' forms can say too.
_EVERYWHERE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}

_POLICY = "Content-Security-Policy"

_STAFF = {"Cache-Control": "no-store", "X-Frame-Options": "DENY"}
"""No page of the console stays on a disk, or stands in any frame."""

_SECRET = _STAFF | {
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    _POLICY: "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
}
"""Of the page that takes reports: no script, no frame, and nobody is told that one comes from there."""


class OwnHeaders:
    """Made once for each kind of page; `embed_origins` may show some of ours in a frame."""

    def __init__(self, embed_origins: Iterable[str]) -> None:
        self._own = own_headers()
        self._framed = _EVERYWHERE | {_POLICY: _policy(" ".join(("'self'", *embed_origins)))}
        self._staff = _EVERYWHERE | {_POLICY: _policy("'none'")}  # a frame around a console is a trap for clicks

    def put_on(self, response: web.StreamResponse, path: str) -> None:
        """Add what the answer does not say itself; of the console and of reports nothing else may be said."""
        if is_staff(path):
            response.headers.update(_STAFF)
            _fill_in(response, self._staff)
        elif path == PAGE:
            response.headers.update(_SECRET)
            _fill_in(response, self._own)
        else:
            _fill_in(response, self._framed if may_be_framed(path) else self._own)


def own_headers() -> dict[str, str]:
    """What every answer carries that is not shown in another site's frame."""
    return _EVERYWHERE | {_POLICY: _policy("'self'")}


def _fill_in(response: web.StreamResponse, headers: Mapping[str, str]) -> None:
    for name, value in headers.items():
        response.headers.setdefault(name, value)


def _policy(ancestors: str) -> str:
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        f"form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
    )
