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
from bot.web.embedding import plain_origins
from bot.web.pages import Pages

STATIC = Path(__file__).parent / "static"

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
    ),
}

log = structlog.get_logger()


def create_app(
    *, routes: Iterable[web.AbstractRouteDef], pages: Pages, metrics: Metrics, embed_origins: tuple[str, ...] = ()
) -> web.Application:
    """Put the doors together."""
    embed_origins = plain_origins(embed_origins)
    app = web.Application(
        client_max_size=MAX_BODY, middlewares=[_harden(embed_origins), _never_a_stack_trace(pages, metrics)]
    )
    app.add_routes(routes)
    app.router.add_static("/static", STATIC)
    return app


def _harden(embed_origins: tuple[str, ...]) -> Middleware:
    ancestors = " ".join(("'self'", *embed_origins))
    headers = {name: value.replace("{ancestors}", ancestors) for name, value in _HEADERS.items()}

    @web.middleware
    async def harden(request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await handler(request)
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        return response

    return harden


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
            log.exception("web.error", path=request.path)
            return pages.refusal(500)

    return never_a_stack_trace
