"""The visitor's cookie: an id that says nothing, made here, and kept only in a form that we made."""

from __future__ import annotations

import re
import secrets
from datetime import timedelta

from aiohttp import web

from bot.web.cookies import keep_cookie

_NAME = "visitor"
VISIT = timedelta(days=30)
"""How long a browser keeps its visitor id."""

_ID = re.compile(r"[A-Za-z0-9_-]{16,64}")


def known_visitor(request: web.Request) -> str | None:
    """Return the id that the browser brought, if it can be one of ours."""
    value = request.cookies.get(_NAME, "")
    return value if _ID.fullmatch(value) else None


def new_visitor() -> str:
    """Make an id that nobody guesses."""
    return secrets.token_urlsafe(16)


def keep_visitor(response: web.Response, visitor: str, *, is_secure: bool, is_embedded: bool) -> None:
    """Set the cookie."""
    keep_cookie(response, _NAME, visitor, lasts=VISIT, is_secure=is_secure, is_embedded=is_embedded)
