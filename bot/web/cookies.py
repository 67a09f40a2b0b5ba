"""Cookies of the pages: never for scripts, and in another site's frame only where the settings allow frames."""

from __future__ import annotations

from datetime import timedelta

from aiohttp import web

_HOST = "__Host-"
"""Browsers take a cookie of such a name from this very host alone, over https: no neighbour can plant one."""


def brought_cookie(request: web.Request, name: str, *, is_secure: bool) -> str:
    """What the browser brought of `keep_cookie`, or empty: all of ours are plain signs."""
    value = request.cookies.get(_named(name, is_secure=is_secure), "")
    return value if value.isascii() else ""


def keep_cookie(
    response: web.StreamResponse, name: str, value: str, *, lasts: timedelta, is_secure: bool, is_embedded: bool
) -> None:
    """Set a cookie. In another site's frame browsers keep it only if it says that it may be there."""
    parts = [
        f"{_named(name, is_secure=is_secure)}={value}",
        f"Max-Age={int(lasts.total_seconds())}",
        "Path=/",
        "HttpOnly",
    ]
    if is_embedded:
        parts += ["SameSite=None", "Secure", "Partitioned"]
    else:
        parts += ["SameSite=Lax", *(["Secure"] if is_secure else [])]
    # By hand: http.cookies knows Partitioned from Python 3.14 on.
    response.headers.add("Set-Cookie", "; ".join(parts))


def _named(name: str, *, is_secure: bool) -> str:
    return f"{_HOST}{name}" if is_secure else name
