"""The aiohttp application: which door leads where, and the one guard before all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from pathlib import Path

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.metrics import Metrics
from bot.web.bodies import MAX_BODY
from bot.web.headers import OwnHeaders
from bot.web.origins import WEBHOOKS, own_pages_only
from bot.web.pages import Pages
from bot.web.peer import Check, Peers
from bot.web.staff.gate import reached_from
from bot.web.viewing import remember_request

STATIC = Path(__file__).parent / "static"

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
    checks = (_no_nul_in_addresses, reached_from(staff_networks, peers), own_pages_only(peers, public_url))
    guard = _guard(checks, OwnHeaders(embed_origins), pages, metrics)
    app = web.Application(client_max_size=MAX_BODY, middlewares=[guard])
    app.add_routes(routes)
    app.router.add_static("/static", STATIC)
    return app


def _guard(checks: Sequence[Check], headers: OwnHeaders, pages: Pages, metrics: Metrics) -> Middleware:
    """The only middleware: each costs every message, and all of it hangs on the address alone.

    What a platform sends proves itself, and no browser shows what it is answered.
    """

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path in WEBHOOKS:
            return await _answered(request, handler, ())
        remember_request(request)
        response = await _answered(request, handler, checks)
        headers.put_on(response, request.path)
        return response

    async def _answered(request: web.Request, handler: Handler, checks: Sequence[Check]) -> web.StreamResponse:
        """The answer, or a refusal; never a stack trace."""
        try:
            for check in checks:
                if (status := check(request)) is not None:
                    return pages.refusal(status)
            return await handler(request)
        except web.HTTPException as refusal:
            if refusal.status < HTTPStatus.BAD_REQUEST:  # a redirect
                raise
            return pages.refusal(refusal.status)
        except Exception:
            metrics.count("web_errors")
            log.exception("web.error", path=_door(request))
            return pages.refusal(500)

    return guard


def _no_nul_in_addresses(request: web.Request) -> HTTPStatus | None:
    """No page of ours has one in its address, and PostgreSQL takes none in what is looked for."""
    return HTTPStatus.BAD_REQUEST if "%00" in request.raw_path else None


def _door(request: web.Request) -> str:
    """The route's own path: the address may hold a link's secret."""
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else ""
