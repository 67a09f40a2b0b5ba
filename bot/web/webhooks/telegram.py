"""The door `/telegram`: the webhook, which answers 200 only when all that an update does is committed."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

import structlog
from aiohttp import web
from structlog.typing import FilteringBoundLogger

from bot.channels.telegram.intake import Intake, is_taken
from bot.channels.telegram.parsing import parse
from bot.channels.telegram.settings import PATH
from bot.channels.telegram.updates import read_update
from bot.counting import Counters
from bot.web.bodies import read_body

log: FilteringBoundLogger = structlog.get_logger(__name__)

HEADER = "X-Telegram-Bot-Api-Secret-Token"
SECONDS = 25.0
"""For the whole answer: the platform waits longer, and brings the update again after anything but a 200."""


def routes(
    *,
    secret: str,
    intake: Intake,
    username: Callable[[], str],
    clock: Callable[[], datetime],
    counters: Counters,
    seconds: float = SECONDS,
) -> list[web.RouteDef]:
    """Build the route of the webhook; `username` is asked when an update comes: it may not be known before."""

    async def receive(request: web.Request) -> web.Response:
        if not _is_signed(request, secret):
            counters.count("telegram_forged")
            return web.Response(status=HTTPStatus.FORBIDDEN)
        deadline = asyncio.get_running_loop().time() + seconds
        body = await read_body(request, deadline=deadline)
        if isinstance(body, HTTPStatus):
            return web.Response(status=body)
        work = intake.take(read_update(_parsed(body), username(), clock()))
        if work is not None:
            await asyncio.wait({work}, timeout=max(0.0, deadline - asyncio.get_running_loop().time()))
            if not is_taken(work):
                counters.count("telegram_not_taken")
                return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
        return web.Response(text="")

    return [web.post(PATH, receive)]


def _is_signed(request: web.Request, secret: str) -> bool:
    """Exactly one header, with exactly the secret; the comparison takes the same time wherever they differ."""
    sent = request.headers.getall(HEADER, [])
    return len(sent) == 1 and hmac.compare_digest(sent[0].encode("utf-8", "surrogateescape"), secret.encode())


def _parsed(body: bytes) -> object:
    """What cannot be read would be brought again and again: it is passed on as nothing."""
    try:
        return parse(body)
    except (ValueError, RecursionError):
        log.warning("telegram_webhook_unreadable", size=len(body))
        return None
