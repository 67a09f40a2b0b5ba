"""The aiohttp application: which door leads where, and what every answer carries."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from pathlib import Path

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.metrics import Metrics
from bot.web.bodies import MAX_BODY
from bot.web.origins import is_staff, own_pages_only
from bot.web.pages import Pages
from bot.web.peer import Peers
from bot.web.staff.gate import reached_from
from bot.web.viewing import may_be_framed, remember_view

STATIC = Path(__file__).parent / "static"

# Under no-referrer browsers would say `Origin: null` of our own forms, which is what strangers' forms can say too.
_HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin"}


_STAFF_HEADERS = {"Cache-Control": "no-store", "X-Frame-Options": "DENY"}
"""No page of the console stays on a disk, or stands in any frame."""


def _policy(ancestors: str) -> str:
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        f"form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
    )


log = structlog.get_logger()


def create_app(
    *,
    routes: Iterable[web.AbstractRouteDef],
    pages: Pages,
    metrics: Metrics,
    peers: Peers,
    public_url: str = "",
    embed_origins: tuple[str, ...] = (),
    staff_networks: tuple[str, ...] = (),
) -> web.Application:
    """Put the doors together. The console is reached from the named networks; without any, from this machine."""
    app = web.Application(
        client_max_size=MAX_BODY,
        middlewares=[
            _harden(embed_origins),
            remember_view,
            _never_a_stack_trace(pages, metrics),
            _no_nul_in_addresses(pages),
            reached_from(staff_networks, pages, peers),
            own_pages_only(pages, peers, public_url),
        ],
    )
    app.add_routes(routes)
    app.router.add_static("/static", STATIC)
    return app


def own_headers(policy: str = "") -> dict[str, str]:
    """What every answer carries."""
    return _HEADERS | {"Content-Security-Policy": policy or _policy("'self'")}


def _harden(embed_origins: tuple[str, ...]) -> Middleware:
    own, framed = _policy("'self'"), _policy(" ".join(("'self'", *embed_origins)))
    staff = _policy("'none'")

    @web.middleware
    async def harden(request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await handler(request)
        # A frame around a console is a trap for clicks.
        policy = framed if may_be_framed(request.path) else own
        if is_staff(request.path):
            policy = staff
            response.headers.update(_STAFF_HEADERS)
        for name, value in own_headers(policy).items():
            response.headers.setdefault(name, value)
        return response

    return harden


def _no_nul_in_addresses(pages: Pages) -> Middleware:
    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        """No page of ours has one in its address, and PostgreSQL takes none in what is looked for."""
        if "%00" in request.raw_path:
            return pages.refusal(HTTPStatus.BAD_REQUEST)
        return await handler(request)

    return check


def _door(request: web.Request) -> str:
    """The route's own path: the address may hold a link's secret."""
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else ""


def _never_a_stack_trace(pages: Pages, metrics: Metrics) -> Middleware:
    @web.middleware
    async def never_a_stack_trace(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except web.HTTPException as refusal:
            if refusal.status < HTTPStatus.BAD_REQUEST:  # a redirect
                raise
            return pages.refusal(refusal.status)
        except Exception:
            metrics.count("web_errors")
            log.exception("web.error", path=_door(request))
            return pages.refusal(500)

    return never_a_stack_trace
