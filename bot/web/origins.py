"""Forms are taken from our own pages alone: another site's must not act as the visitor whose cookie it brings."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from urllib.parse import urlsplit

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler, Middleware

from bot.channels.telegram.registration import PATH as TELEGRAM
from bot.channels.wechat.settings import PATH as WECHAT
from bot.web.pages import Pages
from bot.web.peer import Peers

_READING = frozenset({hdrs.METH_GET, hdrs.METH_HEAD, hdrs.METH_OPTIONS})

_WEBHOOKS = frozenset({WECHAT, TELEGRAM})
"""Doors of platforms: no cookie counts there, every message proves itself."""

_OWN_SITES = frozenset({"same-origin", "none"})
"""What Sec-Fetch-Site says of our pages' forms, and of a page that the person alone asked for again."""

_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def own_pages_only(pages: Pages, peers: Peers, public_url: str = "") -> Middleware:
    """Make the one check of all forms; a frame in a portal is a page of ours, whoever stands around it."""
    public = _host(public_url)

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        is_form = request.method not in _READING and request.path not in _WEBHOOKS
        if is_form and not _is_own(request, {public, *peers.hosts(request)}):
            return pages.refusal(HTTPStatus.FORBIDDEN)
        return await handler(request)

    return check


def _is_own(request: web.Request, hosts: Iterable[str]) -> bool:
    """Where neither header came, it was no browser of these ten years, and brought no one's cookie by itself."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in _OWN_SITES
    origin = request.headers.get(hdrs.ORIGIN)
    if origin is None:
        return True
    scheme, sender = origin.partition(":")[0], _host(origin)
    return bool(sender) and sender in {_host(f"{scheme}://{host}") for host in hosts}


def _host(address: str) -> str:
    """Host and port of an address, without the port that goes without saying; empty where there is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return parts.netloc.lower().removesuffix(_DEFAULT_PORTS.get(parts.scheme, "\n"))
