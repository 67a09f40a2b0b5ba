"""The Bot API as the product uses it: each call returns its value or a `Failure`, and none raises.

The library's own `Bot` is not used for calls: it raises for an answer that it cannot parse, also where the message
was sent, and does not say whether a failed request ever left. Its types read what comes in.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import aiohttp
from msgspec import Struct
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from bot.channels.telegram.failures import Envelope, Failure, Reaction, read_envelope
from bot.channels.telegram.settings import TelegramSettings

_T = TypeVar("_T")

TIMEOUT = aiohttp.ClientTimeout(total=10, connect=5, sock_connect=5, sock_read=9)
"""For a call: within the 30 seconds after which the outbox would give up without knowing what came of it."""

_SLACK = 10.0
"""Seconds beyond a long poll's own for its answer to arrive."""

_NEVER_LEFT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.ClientHttpProxyError)

_CAP = 16 * 1024 * 1024  # a hundred updates with everything in them are far smaller

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")


class Done(Struct, frozen=True):
    """The platform did it, and there is nothing to tell."""


class Me(BaseModel):
    """The bot itself."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    id: int
    username: str = ""


class WebhookInfo(BaseModel):
    """Where the platform sends updates; an empty address means nowhere."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    url: str = ""
    allowed_updates: tuple[str, ...] = ()


_ME, _WEBHOOK = TypeAdapter(Me), TypeAdapter(WebhookInfo)
_UPDATES = TypeAdapter(list[object])


def open_session() -> aiohttp.ClientSession:
    """Open the session that the client uses; its owner closes it.

    Every call has a connection of its own: a message written to a kept one that the platform had just
    closed would be neither known as sent nor as unsent.
    """
    connector = aiohttp.TCPConnector(limit=30, force_close=True)
    return aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())


class TelegramApi:
    """Calls for one bot; the session is the owner's to close."""

    def __init__(
        self,
        *,
        settings: TelegramSettings,
        session: aiohttp.ClientSession,
        timeout: aiohttp.ClientTimeout = TIMEOUT,
    ) -> None:
        self._root = f"{settings.api_base}/bot{settings.token.get_secret_value()}"
        self._proxy = settings.proxy.get_secret_value() if settings.proxy else None
        self._session = session
        self._timeout = timeout

    async def get_me(self) -> Me | Failure:
        """Ask who the bot is: proves reachability and token."""
        return _as(_ME, await self._call("getMe"))

    async def get_updates(self, offset: int | None, *, seconds: int, most: int = 100) -> list[object] | Failure:
        """Wait up to `seconds` for updates. An offset confirms every update before it; each is left unparsed."""
        payload: dict[str, object] = {"timeout": seconds, "limit": most, "allowed_updates": ALLOWED_UPDATES}
        if offset is not None:
            payload["offset"] = offset
        request_timeout = aiohttp.ClientTimeout(total=seconds + _SLACK, connect=5, sock_connect=5)
        return _as(_UPDATES, await self._call("getUpdates", payload, request_timeout=request_timeout))

    async def send_text(
        self, chat: str, text: str, buttons: Sequence[Sequence[Mapping[str, object]]] = ()
    ) -> Done | Failure:
        """Send a message without any markup, once: the platform takes no key that would make a repeat harmless."""
        payload: dict[str, object] = {
            "chat_id": int(chat),
            "text": text,
            "link_preview_options": {"is_disabled": True},
        }
        if buttons:
            payload["reply_markup"] = {"inline_keyboard": buttons}
        return _done(await self._call("sendMessage", payload))

    async def answer_press(self, callback: str, text: str = "") -> Done | Failure:
        """Let the pressed button stop waiting; `text` is shown for a moment."""
        payload = {"callback_query_id": callback, **({"text": text} if text else {})}
        return _done(await self._call("answerCallbackQuery", payload))

    async def get_webhook(self) -> WebhookInfo | Failure:
        """Return where updates go."""
        return _as(_WEBHOOK, await self._call("getWebhookInfo"))

    async def set_webhook(self, url: str, secret: str) -> Done | Failure:
        """Let updates come to `url`, with the secret in a header."""
        payload = {"url": url, "secret_token": secret, "allowed_updates": ALLOWED_UPDATES}
        return _done(await self._call("setWebhook", payload))

    async def delete_webhook(self) -> Done | Failure:
        """Let updates wait to be polled; none is dropped."""
        return _done(await self._call("deleteWebhook"))

    async def _call(
        self,
        method: str,
        payload: Mapping[str, object] | None = None,
        *,
        request_timeout: aiohttp.ClientTimeout | None = None,
    ) -> Envelope | Failure:
        """Make one call. Exceptions end here: their texts may hold the URL, and the URL holds the token."""
        try:
            return await self._exchange(f"{self._root}/{method}", payload or {}, request_timeout or self._timeout)
        except _NEVER_LEFT as error:
            return Failure(Reaction.UNSENT, type(error).__name__)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return Failure(Reaction.OUTCOME_UNKNOWN, type(error).__name__)

    async def _exchange(
        self, url: str, payload: Mapping[str, object], request_timeout: aiohttp.ClientTimeout
    ) -> Envelope | Failure:
        async with self._session.post(
            url, json=payload, timeout=request_timeout, proxy=self._proxy, allow_redirects=False
        ) as response:
            body = bytearray()
            async for chunk in response.content.iter_chunked(64 * 1024):
                body += chunk
                if len(body) > _CAP:
                    return Failure(Reaction.OUTCOME_UNKNOWN, "too large")
            return read_envelope(response.status, bytes(body))


def _done(answer: Envelope | Failure) -> Done | Failure:
    """A success is one whatever it tells: an answer that is hard to read must not send a message twice."""
    return answer if isinstance(answer, Failure) else Done()


def _as(adapter: TypeAdapter[_T], answer: Envelope | Failure) -> _T | Failure:
    if isinstance(answer, Failure):
        return answer
    try:
        return adapter.validate_python(answer.result)
    except ValidationError:
        return Failure(Reaction.OUTCOME_UNKNOWN, "an answer without what it must have")
