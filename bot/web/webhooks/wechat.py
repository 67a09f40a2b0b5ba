"""The door `/wechat`: WeChat's callback, answered within its five seconds and never with an error of ours."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from http import HTTPStatus

import structlog
from aiohttp import web
from structlog.typing import FilteringBoundLogger

from bot.channels.base import Deferred, Dispatch, Unsettled
from bot.channels.wechat.crypto import Credentials
from bot.channels.wechat.inbound import Accepted, Ignored, Rejected, Why, answer_url_check, verify_and_parse
from bot.channels.wechat.reply import SUCCESS, answer
from bot.channels.wechat.settings import PATH, WeChatSettings
from bot.channels.wechat.signals import Signal, Watch
from bot.incidents import new_reference
from bot.web.bodies import MAX_BODY, read_body

log: FilteringBoundLogger = structlog.get_logger(__name__)


SECONDS = 4.3
"""For the whole answer, out of the platform's 5: what is left covers the way back."""

BODY_LIMIT = MAX_BODY

_SIGNALS = {
    Why.SIGNATURE: Signal.FORGED,
    Why.DOWNGRADE: Signal.FORGED,
    Why.OTHER_APP: Signal.FORGED,
    Why.STALE: Signal.CLOCK_SKEW,
    Why.JSON: Signal.JSON_PUSH,
    Why.WRONG_KEY: Signal.WRONG_KEY,
    Why.UNREADABLE: Signal.UNREADABLE,
}

_WHAT_TO_DO = {
    Why.SIGNATURE: "no signature of ours: if it goes on, compare EZHEN_WECHAT__TOKEN with the account's",
    Why.DOWNGRADE: "not encrypted, while EZHEN_WECHAT__MODE is safe: set the account to safe mode too",
    Why.OTHER_APP: "for another account: compare EZHEN_WECHAT__APP_ID",
    Why.JSON: "push format is JSON: set it to XML in the account's server settings",
    Why.WRONG_KEY: "no EncodingAESKey opens it: compare EZHEN_WECHAT__ENCODING_AES_KEY with the account's",
    Why.STALE: "timestamp outside the window: check this machine's clock",
}

NotArrived = Callable[[str, str], Awaitable[None]]
"""Hears by which number the platform had taken a notice, and what it says now."""


async def _told_nobody(_receipt: str, _reason: str) -> None:
    """Where nothing is kept of notices."""


def routes(
    *,
    settings: WeChatSettings,
    dispatch: Dispatch,
    clock: Callable[[], datetime],
    watch: Watch,
    not_arrived: NotArrived = _told_nobody,
    seconds: float = SECONDS,
) -> list[web.RouteDef]:
    """Build the routes of the callback; `not_arrived` hears of notices that the platform took and lost."""
    callback = _Callback(settings, dispatch, clock=clock, watch=watch, seconds=seconds, not_arrived=not_arrived)
    return [web.get(PATH, callback.check_url, allow_head=False), web.post(PATH, callback.receive)]


class _Callback:
    def __init__(
        self,
        settings: WeChatSettings,
        dispatch: Dispatch,
        *,
        clock: Callable[[], datetime],
        watch: Watch,
        seconds: float,
        not_arrived: NotArrived,
    ) -> None:
        self._credentials = Credentials(settings)
        self._dispatch = dispatch
        self._clock = clock
        self._watch = watch
        self._seconds = seconds
        self._not_arrived = not_arrived

    async def check_url(self, request: web.Request) -> web.Response:
        """Answer the check that the platform makes when the server settings are saved."""
        echo = answer_url_check(request.query, self._credentials)
        return _forbidden() if echo is None else _plain(echo)

    async def receive(self, request: web.Request) -> web.Response:
        """Answer a message or event; whatever fails, the platform is told `success` and does not repeat it."""
        deadline = asyncio.get_running_loop().time() + self._seconds
        try:
            body = await read_body(request, deadline=deadline, limit=BODY_LIMIT)
            if isinstance(body, HTTPStatus):
                return web.Response(status=body)
            return await self._answer(request, body, deadline)
        except Exception as error:
            self._watch(Signal.FAILED)
            log.exception("wechat_callback_failed", reference=new_reference(), error=type(error).__name__)
            return _plain(SUCCESS)

    async def _answer(self, request: web.Request, body: bytes, deadline: float) -> web.Response:
        match verify_and_parse(request.query, body, self._credentials, self._clock()):
            case Rejected(why):
                self._tell(why)
                return _forbidden()
            case Ignored(why, receipts):
                self._tell(why)
                for receipt in receipts:
                    self._watch(receipt.signal)
                    if receipt.number:
                        await self._not_arrived(receipt.number, receipt.signal.value)
                return _plain(SUCCESS)
            case Accepted() as accepted:
                return await self._turn(request, accepted, deadline)

    async def _turn(self, request: web.Request, accepted: Accepted, deadline: float) -> web.Response:
        seconds = max(0.0, deadline - asyncio.get_running_loop().time())
        replies = await self._dispatch.handle_within(accepted.inbound, seconds)
        if isinstance(replies, Unsettled):
            return _unanswered(request)
        if isinstance(replies, Deferred):
            return _plain(SUCCESS)
        body = answer(replies, accepted.back, self._credentials, accepted.inbound.received_at)
        return _plain(body) if body == SUCCESS else web.Response(text=body, content_type="application/xml")

    def _tell(self, why: Why) -> None:
        signal = _SIGNALS.get(why)
        if signal is not None:
            self._watch(signal)
            log.warning("wechat_request_refused", why=why.value, hint=_WHAT_TO_DO.get(why, ""))


def _unanswered(request: web.Request) -> web.Response:
    """Hang up without a word.

    The platform has cut the line by now, after its five seconds, and repeats the message; any answer, an error
    too, would have told it not to.
    """
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=503)


def _plain(text: str) -> web.Response:
    return web.Response(text=text, headers={"X-Content-Type-Options": "nosniff"})


def _forbidden() -> web.Response:
    return web.Response(status=403, text="")
