"""Makes calls of the server API: token, one refresh, retries, rest until midnight, no secret in any failure."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TypeVar

import aiohttp
import structlog
from msgspec.structs import replace
from structlog.typing import FilteringBoundLogger

from bot.channels.wechat.errors import Failure, Reaction
from bot.channels.wechat.quota import next_midnight
from bot.channels.wechat.settings import WeChatSettings
from bot.channels.wechat.signals import Signal, Watch
from bot.channels.wechat.tokens import Tokens, without_token
from bot.channels.wechat.transport import TIMEOUT, Call, Raw, Transport, read_json
from bot.retry import Backoff

log: FilteringBoundLogger = structlog.get_logger(__name__)

T = TypeVar("T")

RETRIES = 3
_BACKOFF = Backoff(first=timedelta(seconds=1), longest=timedelta(seconds=4))

_REPEATABLE = frozenset({Reaction.BUSY, Reaction.UNSENT, Reaction.GATEWAY, Reaction.OUTCOME_UNKNOWN})
_SIGNALS = {
    Reaction.CONFIGURATION: Signal.CONFIGURATION,
    Reaction.WRONG_TEMPLATE: Signal.CONFIGURATION,
    Reaction.NOT_GRANTED: Signal.CONFIGURATION,
    Reaction.DAILY_QUOTA: Signal.DAILY_QUOTA,
    Reaction.RESTRICTED: Signal.RESTRICTED,
}


class Caller:
    """Makes one account's calls; `read` makes a value or a `Failure` of what came back.

    The session is the owner's to close.
    """

    def __init__(
        self,
        *,
        settings: WeChatSettings,
        session: aiohttp.ClientSession,
        clock: Callable[[], datetime],
        watch: Watch,
        timeout: aiohttp.ClientTimeout = TIMEOUT,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._settings = settings
        self._transport = Transport(session, settings.api_base, timeout)
        self._clock = clock
        self._watch = watch
        self._sleep = sleep
        self._tokens = Tokens(self._fetch_token, clock)
        self._resting: dict[str, datetime] = {}

    async def with_retries(self, call: Call, read: Callable[[Raw], T | Failure]) -> T | Failure:
        """Repeat a call that may be made twice, with growing pauses of random length."""
        for attempt in range(1, RETRIES + 1):
            answer = await self.once(call, read)
            if not isinstance(answer, Failure) or answer.reaction not in _REPEATABLE:
                return answer
            pause = _BACKOFF.pause(attempt, random.random())  # noqa: S311 -- spreads load, keeps no secret
            await self._sleep(pause.total_seconds())
        return await self.once(call, read)

    async def once(self, call: Call, read: Callable[[Raw], T | Failure]) -> T | Failure:
        """Make a call unless its API rests until midnight; log and count what went wrong."""
        until = self._resting.get(call.path)
        if until is not None and self._clock() < until:
            return Failure(Reaction.DAILY_QUOTA, until=until)
        answer = await self._with_token(call, read)
        if not isinstance(answer, Failure):
            return answer
        if answer.reaction is Reaction.DAILY_QUOTA:
            self._resting[call.path] = until = next_midnight(self._clock())
            answer = replace(answer, until=until)
        return self._report(call.path, answer)

    async def _with_token(self, call: Call, read: Callable[[Raw], T | Failure]) -> T | Failure:
        answer = await self._tokens.authorize(lambda token: self._exchange(call, token, read))
        if isinstance(answer, Failure) and answer.reaction is Reaction.TOKEN:
            self._watch(Signal.TOKEN_REFUSED)
        return answer

    async def _exchange(self, call: Call, token: str | None, read: Callable[[Raw], T | Failure]) -> T | Failure:
        raw = await self._transport.exchange(call, token)
        answer = raw if isinstance(raw, Failure) else read(raw)
        return self._without_secrets(answer, token) if isinstance(answer, Failure) else answer

    async def _fetch_token(self) -> dict[str, object] | Failure:
        """Ask stable_token: the secret goes into the body, never into a URL. Callers bring the retries."""
        payload = {
            "grant_type": "client_credential",
            "appid": self._settings.app_id,
            "secret": self._settings.app_secret.get_secret_value(),
            "force_refresh": False,
        }
        answer = await self._exchange(Call("POST", "/cgi-bin/stable_token", payload=payload), None, read_json)
        return without_token(answer) if isinstance(answer, Failure) else answer

    def _report(self, path: str, failure: Failure) -> Failure:
        signal = _SIGNALS.get(failure.reaction)
        if signal is not None:
            self._watch(signal)
        # errmsg carries the platform's `rid`, by which its support finds the call.
        log.warning(
            "wechat_call_failed",
            path=path,
            reaction=failure.reaction.value,
            errcode=failure.code,
            detail=failure.detail,
        )
        return failure

    def _without_secrets(self, failure: Failure, token: str | None) -> Failure:
        detail = failure.detail
        for secret in (self._settings.app_secret.get_secret_value(), token):
            detail = detail.replace(secret, "[redacted]") if secret else detail
        return replace(failure, detail=detail)
