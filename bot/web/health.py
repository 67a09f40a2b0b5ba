"""`/health` for monitors and `/metrics` for Prometheus; a reverse proxy should keep `/metrics` to itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from bot.metrics import Metrics

Check = Callable[[], Awaitable[dict[str, object]]]
"""Facts for `/health`; `ok` is False where somebody must act."""


def routes(*, check: Check, metrics: Metrics) -> list[web.RouteDef]:
    """Give the doors of this area."""

    async def health(_request: web.Request) -> web.Response:
        facts = await check()
        return web.json_response(facts, status=200 if facts["ok"] else 503)

    async def show_metrics(_request: web.Request) -> web.Response:
        return web.Response(body=metrics.render(), content_type="text/plain", charset="utf-8")

    return [web.get("/health", health), web.get("/metrics", show_metrics)]
