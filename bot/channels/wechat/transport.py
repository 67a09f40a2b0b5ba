"""One HTTP exchange with the server API: timeouts, size, and failures that say whether anything was done."""

import json
from collections.abc import Callable, Mapping

import aiohttp
from msgspec import Struct
from pydantic import BaseModel, ConfigDict, ValidationError

from bot.channels.wechat.errors import Failure, Reaction, reaction_to

TIMEOUT = aiohttp.ClientTimeout(total=7, connect=4, sock_connect=3, sock_read=6)
"""For a call. A message may take four (token, message, new token, message again): together they stay within
the 30 seconds after which the outbox would give up without knowing what came of it."""

DOWNLOAD = aiohttp.ClientTimeout(total=60, connect=4, sock_connect=3, sock_read=8)

JSON_CAP = 1024 * 1024


class Call(Struct, frozen=True):
    """A request to the server API. `path` names it in logs; the token is never part of a Call."""

    method: str
    path: str
    params: Mapping[str, str] | None = None
    payload: Mapping[str, object] | None = None
    cap: int = JSON_CAP
    timeout: aiohttp.ClientTimeout | None = None  # where another than the usual one is right


class Raw(Struct, frozen=True):
    """A response that came back whole."""

    status: int
    content_type: str
    disposition: str
    body: bytes


class _Head(BaseModel):
    model_config = ConfigDict(extra="ignore", defer_build=True)

    errcode: int = 0
    errmsg: str = ""


def open_session() -> aiohttp.ClientSession:
    """Open the session that the client uses; its owner closes it.

    Every call has a connection of its own: a message written to a kept one that the platform had just
    closed would be neither known as sent nor as unsent.
    """
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=20, force_close=True), cookie_jar=aiohttp.DummyCookieJar()
    )


class Transport:
    """Sends calls. Exceptions end here: their texts hold URLs, and the URLs hold the token."""

    def __init__(
        self, session: aiohttp.ClientSession, base: str, timeout: aiohttp.ClientTimeout = TIMEOUT
    ) -> None:
        self._session = session
        self._base = base
        self._timeout = timeout

    async def exchange(self, call: Call, token: str | None) -> Raw | Failure:
        """Make one call; `token` goes into the query, as the platform wants it."""
        try:
            return await self._exchange(call, token)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL) as error:
            return Failure(Reaction.UNSENT, detail=type(error).__name__)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return Failure(Reaction.OUTCOME_UNKNOWN, detail=type(error).__name__)

    async def _exchange(self, call: Call, token: str | None) -> Raw | Failure:
        params = {**(call.params or {}), **({"access_token": token} if token else {})}
        # Unescaped characters: the platform refuses \uXXXX in some fields (40033).
        data = None if call.payload is None else json.dumps(call.payload, ensure_ascii=False).encode()
        async with self._session.request(
            call.method,
            self._base + call.path,
            params=params,
            data=data,
            headers={"Content-Type": "application/json; charset=utf-8"} if data else None,
            timeout=call.timeout or self._timeout,
            allow_redirects=False,
        ) as response:
            body = bytearray()
            async for chunk in response.content.iter_chunked(64 * 1024):
                body += chunk
                if len(body) > call.cap:
                    return Failure(Reaction.TOO_LARGE, detail=f"over {call.cap} bytes")
            disposition = response.headers.get("Content-Disposition", "")
            return Raw(response.status, response.content_type, disposition, bytes(body))


def read_json(raw: Raw, meaning: Callable[[int], Reaction] = reaction_to) -> dict[str, object] | Failure:
    """Read a JSON answer, or say what it is instead: an error of the platform, or of something before it.

    `meaning` looks an errcode up.
    """
    if raw.status in {502, 503}:
        return Failure(Reaction.GATEWAY, detail=f"HTTP {raw.status}")
    try:
        answer = json.loads(raw.body)
        head = _Head.model_validate(answer)
    except (ValueError, RecursionError, ValidationError):
        return _not_json(raw)
    if head.errcode:
        return Failure(meaning(head.errcode), head.errcode, head.errmsg[:200])
    if raw.status != 200:  # noqa: PLR2004 -- the platform answers everything with 200, errors too
        return Failure(Reaction.OUTCOME_UNKNOWN, detail=f"HTTP {raw.status}")
    return dict(answer)


def _not_json(raw: Raw) -> Failure:
    """A web page comes from a gateway, before anything was done; broken JSON may come after it was."""
    is_page = raw.body.lstrip()[:1] == b"<" and raw.status < 500  # noqa: PLR2004 -- of servers
    reaction = Reaction.GATEWAY if is_page else Reaction.OUTCOME_UNKNOWN
    return Failure(reaction, detail=f"HTTP {raw.status}, {raw.content_type}")
