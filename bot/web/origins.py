"""Forms are taken from our own pages alone: another site's must not act as the visitor whose cookie it brings."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from urllib.parse import urlsplit

from aiohttp import hdrs, web

from bot.channels.telegram.settings import PATH as TELEGRAM
from bot.channels.wechat.settings import PATH as WECHAT
from bot.web.peer import Check, Peers
from handlers.casework.sealed.window import PAGE

_READING = frozenset({hdrs.METH_GET, hdrs.METH_HEAD, hdrs.METH_OPTIONS})

WEBHOOKS = frozenset({WECHAT, TELEGRAM})
"""Doors of platforms: no cookie counts there, every message proves itself."""

STAFF = "/staff"

_SAME = "same-origin"

_OWN_SITES = frozenset({_SAME, "none"})
"""What Sec-Fetch-Site says of our pages' forms, and of a page that the person alone asked for again."""

_UNNAMED = "null"
"""What a page calls itself that is under no-referrer. Ours acts for nobody: no cookie counts there either."""

_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def own_pages_only(peers: Peers, public_url: str = "") -> Check:
    """Make the one check of all forms; a frame in a portal is a page of ours, whoever stands around it."""
    public = _host(public_url)

    def check(request: web.Request) -> HTTPStatus | None:
        if request.method in _READING:
            return None
        is_own = _is_plainly_own if is_staff(request.path) else _is_own
        return None if is_own(request, {public, *peers.hosts(request)}) else HTTPStatus.FORBIDDEN

    return check


def is_staff(path: str) -> bool:
    """Whether the address is the console's."""
    return path == STAFF or path.startswith(f"{STAFF}/")


def _is_plainly_own(request: web.Request, hosts: Iterable[str]) -> bool:
    """Of the console's forms a header has to say so: what sends neither is no browser that staff work with."""
    site = request.headers.get("Sec-Fetch-Site")
    return site == _SAME if site not in {None, "none"} else _has_own_origin(request, hosts)


def _is_own(request: web.Request, hosts: Iterable[str]) -> bool:
    """Where neither header came, it was no browser of these ten years, and brought no one's cookie by itself."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in _OWN_SITES
    origin = request.headers.get(hdrs.ORIGIN)
    is_unnamed = origin == _UNNAMED and request.path == PAGE
    return origin is None or is_unnamed or _has_own_origin(request, hosts)


def _has_own_origin(request: web.Request, hosts: Iterable[str]) -> bool:
    origin = request.headers.get(hdrs.ORIGIN, "")
    scheme, sender = origin.partition(":")[0], _host(origin)
    return bool(sender) and sender in {_host(f"{scheme}://{host}") for host in hosts}


def _host(address: str) -> str:
    """Host and port of an address, without the port that goes without saying; empty where there is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.netloc.lower().removesuffix(_DEFAULT_PORTS.get(parts.scheme, "\n"))
