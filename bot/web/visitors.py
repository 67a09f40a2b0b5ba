"""The visitor's cookie: an id that says nothing, made here, and kept only in a form that we made."""

from __future__ import annotations

import re
import secrets

from aiohttp import web

_NAME = "visitor"
_VISIT = 60 * 60 * 24 * 30  # seconds that a browser keeps its visitor id
_ID = re.compile(r"[A-Za-z0-9_-]{16,64}")


def known_visitor(request: web.Request) -> str | None:
    """Return the id that the browser brought, if it can be one of ours."""
    value = request.cookies.get(_NAME, "")
    return value if _ID.fullmatch(value) else None


def new_visitor() -> str:
    """Make an id that nobody guesses."""
    return secrets.token_urlsafe(16)


def keep_visitor(response: web.Response, visitor: str, *, is_secure: bool, is_embedded: bool) -> None:
    """Set the cookie. In another site's frame browsers keep it only if it says that it may be there."""
    parts = [f"{_NAME}={visitor}", f"Max-Age={_VISIT}", "Path=/", "HttpOnly"]
    if is_embedded:
        parts += ["SameSite=None", "Secure", "Partitioned"]
    else:
        parts += ["SameSite=Lax", *(["Secure"] if is_secure else [])]
    # By hand: http.cookies knows Partitioned from Python 3.14 on.
    response.headers.add("Set-Cookie", "; ".join(parts))
