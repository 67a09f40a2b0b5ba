"""The visitor's cookie: an id that says nothing, made and signed here; any other is replaced."""

from __future__ import annotations

import base64
import hmac
import secrets
from datetime import timedelta

from aiohttp import web

from bot.web.cookies import brought_cookie, keep_cookie
from policy_kb.expressions import lazy_compile
from store.keyfile import KeyFile

_NAME = "visitor"
VISIT = timedelta(days=30)
"""How long a browser keeps its visitor id."""

_COOKIE = lazy_compile(r"([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{22})")
_MAC_BYTES = 16


class Visitors:
    """Makes ids and knows its own again, in every process: no list of them is kept."""

    def __init__(self, keys: KeyFile | None) -> None:
        self._key = secrets.token_bytes(32) if keys is None else keys.derive("visitor cookies")

    def known(self, request: web.Request, *, is_secure: bool) -> str | None:
        """Return the id that the browser brought, if we made it."""
        found = _COOKIE.fullmatch(brought_cookie(request, _NAME, is_secure=is_secure))
        if found is None or not hmac.compare_digest(found[2], self._mac(found[1])):
            return None
        return found[1]

    def keep(self, response: web.Response, visitor: str, *, is_secure: bool, is_embedded: bool) -> None:
        """Set the cookie."""
        value = f"{visitor}.{self._mac(visitor)}"
        keep_cookie(response, _NAME, value, lasts=VISIT, is_secure=is_secure, is_embedded=is_embedded)

    def _mac(self, visitor: str) -> str:
        mac = hmac.digest(self._key, visitor.encode(), "sha256")[:_MAC_BYTES]
        return base64.urlsafe_b64encode(mac).rstrip(b"=").decode()


def new_visitor() -> str:
    """Make an id that nobody guesses."""
    return secrets.token_urlsafe(16)
