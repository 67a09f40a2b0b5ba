"""The server API as the product uses it: one token, one refresh, bounded patience, no secret in any failure."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

import aiohttp
import structlog
from pydantic import BaseModel, ConfigDict, ValidationError
from structlog.typing import FilteringBoundLogger

from bot.channels.wechat.errors import Failure, Reaction
from bot.channels.wechat.media import MediaFile, read_media
from bot.channels.wechat.quota import next_midnight
from bot.channels.wechat.settings import WeChatSettings
from bot.channels.wechat.signals import Signal, Watch
from bot.channels.wechat.tokens import Tokens
from bot.channels.wechat.transport import TIMEOUT, Call, Raw, Transport, read_json

log: FilteringBoundLogger = structlog.get_logger(__name__)

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)

MEDIA_CAP = 10 * 1024 * 1024
RETRIES = 3

_TEMPORARY = frozenset({Reaction.BUSY, Reaction.UNSENT, Reaction.GATEWAY})
_REPEATABLE = _TEMPORARY | {Reaction.OUTCOME_UNKNOWN}
_SIGNALS = {
    Reaction.CONFIGURATION: Signal.CONFIGURATION,
    Reaction.DAILY_QUOTA: Signal.DAILY_QUOTA,
    Reaction.RESTRICTED: Signal.RESTRICTED,
    Reaction.NOT_GRANTED: Signal.CONFIGURATION,
}


@dataclass(frozen=True, slots=True)
class Done:
    """The platform did it, and there is nothing to tell."""


class QrCode(BaseModel):
    """A code with a scene; the page showqrcode draws its `ticket`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    ticket: str
    url: str
    expire_seconds: int = 0


class _DomainIps(BaseModel):
    ip_list: tuple[str, ...]


class WeChatApi:
    """Calls of the server API. Each returns its value or a `Failure`; none raises for what comes back."""

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

    async def send_text(self, openid: str, text: str) -> Done | Failure:
        """Send a customer-service message, once: the platform takes no key that would make a repeat harmless."""
        payload = {"touser": openid, "msgtype": "text", "text": {"content": text}}
        return await self._do(Call("POST", "/cgi-bin/message/custom/send", payload=payload))

    async def show_typing(self, openid: str, *, on: bool = True) -> Done | Failure:
        """Show “typing” for up to 15 seconds; wants an exchange within the last 30."""
        payload = {"touser": openid, "command": "Typing" if on else "CancelTyping"}
        return await self._do(Call("POST", "/cgi-bin/message/custom/typing", payload=payload))

    async def get_menu(self) -> Mapping[str, object] | Failure:
        """Return the account's menu as the platform keeps it; empty where none was made."""
        answer = await self._patiently(Call("GET", "/cgi-bin/menu/get"), read_json)
        if isinstance(answer, Failure):
            return {} if answer.reaction is Reaction.NO_MENU else answer
        menu = answer.get("menu")
        return menu if isinstance(menu, dict) else {}

    async def create_menu(self, definition: Mapping[str, object]) -> Done | Failure:
        """Replace the account's menu."""
        return _done(await self._patiently(Call("POST", "/cgi-bin/menu/create", payload=definition), read_json))

    async def delete_menu(self) -> Done | Failure:
        """Take the account's menu away."""
        return _done(await self._patiently(Call("GET", "/cgi-bin/menu/delete"), read_json))

    async def get_media(self, media_id: str, *, cap: int = MEDIA_CAP) -> MediaFile | Failure:
        """Fetch what a person sent, at most `cap` bytes; media ids live three days."""
        call = Call("GET", "/cgi-bin/media/get", params={"media_id": media_id}, cap=cap)
        return await self._patiently(call, read_media)

    async def create_qr_code(self, scene: str, *, lives: timedelta) -> QrCode | Failure:
        """Make a code that opens the account and brings `scene` along."""
        payload = {
            "expire_seconds": int(lives.total_seconds()),
            "action_name": "QR_STR_SCENE",
            "action_info": {"scene": {"scene_str": scene}},
        }
        call = Call("POST", "/cgi-bin/qrcode/create", payload=payload)
        return _as_model(QrCode, await self._patiently(call, read_json))

    async def check_access(self) -> Done | Failure:
        """Ask for something harmless: proves reachability, AppID, AppSecret and the IP list, for `doctor`."""
        call = Call("GET", "/cgi-bin/get_api_domain_ip")
        ips = _as_model(_DomainIps, await self._patiently(call, read_json))
        return ips if isinstance(ips, Failure) else Done()

    async def _do(self, call: Call) -> Done | Failure:
        return _done(await self._guarded(call, read_json))

    async def _patiently(self, call: Call, read: Callable[[Raw], T | Failure]) -> T | Failure:
        """Repeat a call that may be made twice, with growing pauses of random length."""
        for attempt in range(RETRIES):
            answer = await self._guarded(call, read)
            if not isinstance(answer, Failure) or answer.reaction not in _REPEATABLE:
                return answer
            await self._sleep(random.uniform(0.5, 1) * 2**attempt)  # noqa: S311 -- spreads load, keeps no secret
        return await self._guarded(call, read)

    async def _guarded(self, call: Call, read: Callable[[Raw], T | Failure]) -> T | Failure:
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
        """Make a call; a refused token is renewed once and the call repeated once."""
        token = await self._tokens.get()
        if isinstance(token, Failure):
            return token
        answer = await self._exchange(call, token, read)
        if not isinstance(answer, Failure) or answer.reaction is not Reaction.TOKEN:
            return answer
        self._tokens.drop(token)
        fresh = await self._tokens.get()
        if isinstance(fresh, Failure):
            return fresh
        answer = await self._exchange(call, fresh, read)
        if isinstance(answer, Failure) and answer.reaction is Reaction.TOKEN:
            self._watch(Signal.TOKEN_REFUSED)
        return answer

    async def _exchange(self, call: Call, token: str | None, read: Callable[[Raw], T | Failure]) -> T | Failure:
        raw = await self._transport.exchange(call, token)
        answer = raw if isinstance(raw, Failure) else read(raw)
        return self._without_secrets(answer, token) if isinstance(answer, Failure) else answer

    async def _fetch_token(self) -> dict[str, object] | Failure:
        """Ask stable_token: the secret goes into the body, never into a URL."""
        payload = {
            "grant_type": "client_credential",
            "appid": self._settings.app_id,
            "secret": self._settings.app_secret.get_secret_value(),
            "force_refresh": False,
        }
        call = Call("POST", "/cgi-bin/stable_token", payload=payload)
        for attempt in range(RETRIES):
            answer = await self._exchange(call, None, read_json)
            if not isinstance(answer, Failure) or answer.reaction not in _REPEATABLE:
                break
            await self._sleep(random.uniform(0.5, 1) * 2**attempt)  # noqa: S311 -- as above
        return self._for_token(answer)

    def _for_token(self, answer: dict[str, object] | Failure) -> dict[str, object] | Failure:
        """Turn any refusal of a token into what it is: nothing was sent, or a person must act."""
        if not isinstance(answer, Failure):
            return answer
        if answer.reaction is Reaction.OUTCOME_UNKNOWN:
            return replace(answer, reaction=Reaction.UNSENT)
        # 40001 here is a wrong AppSecret.
        refused = answer.reaction is Reaction.TOKEN
        return replace(answer, reaction=Reaction.CONFIGURATION) if refused else answer

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


def _done(answer: dict[str, object] | Failure) -> Done | Failure:
    return answer if isinstance(answer, Failure) else Done()


def _as_model(model: type[M], answer: dict[str, object] | Failure) -> M | Failure:
    if isinstance(answer, Failure):
        return answer
    try:
        return model.model_validate(answer)
    except ValidationError:
        return Failure(Reaction.UNREADABLE, detail=f"no {model.__name__.lower()} in the answer")
