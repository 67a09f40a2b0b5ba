"""Requests that never reach the application, being no HTTP or too long: a page in Chinese, one line in the log."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import structlog
from aiohttp import web
from aiohttp.http_exceptions import BadHttpMessage, LineTooLong

from bot.web.headers import own_headers
from bot.web.pages import Pages

_HEAD_SECONDS = 75.0
"""Longer than reverse proxies keep a line open, so that none sends a request into one that we are closing."""

_LOG = structlog.get_logger(__name__)


class _Connection(web.RequestHandler):
    """aiohttp's own, but for what is said of a request that it cannot read."""

    __slots__ = ("_pages",)

    def __init__(self, pages: Pages, manager: web.Server, **options: Any) -> None:
        super().__init__(manager, **options)
        self._pages = pages

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """The page of a refusal where the request is at fault, else what aiohttp says."""
        if not isinstance(exc, BadHttpMessage) or request.writer.output_size > 0:
            return super().handle_error(request, status, exc, message)
        _LOG.info("web.unreadable", error=type(exc).__name__)
        response = self._pages.refusal(HTTPStatus.REQUEST_URI_TOO_LONG if isinstance(exc, LineTooLong) else status)
        response.headers.update(own_headers())
        response.force_close()
        return response


class _Server(web.Server):
    """Makes such a connection for everybody who comes."""

    def __init__(self, pages: Pages, made: web.Server) -> None:
        options = made._kwargs  # noqa: SLF001 -- aiohttp 3 has no public place for the class of a connection
        super().__init__(made.request_handler, request_factory=made.request_factory, **options)
        self._pages = pages

    def __call__(self) -> web.RequestHandler:
        return _Connection(self._pages, self, loop=self._loop, **self._kwargs)


class Runner(web.AppRunner):
    """Runs the application behind connections that speak Chinese from the first line on.

    Whoever has not sent a whole head of a request after `head_seconds` is cut off: aiohttp waits for an hour.
    """

    __slots__ = ("_pages",)

    def __init__(
        self, app: web.Application, pages: Pages, *, head_seconds: float = _HEAD_SECONDS, **options: Any
    ) -> None:
        super().__init__(app, keepalive_timeout=head_seconds, **options)
        self._pages = pages

    async def _make_server(self) -> web.Server:
        return _Server(self._pages, await super()._make_server())
