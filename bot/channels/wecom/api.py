"""WeCom's server API as the product uses it: each call says what became of it, and none raises."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

import structlog
from msgspec.structs import replace
from structlog.typing import FilteringBoundLogger

from bot.channels.wechat.api import Done
from bot.channels.wechat.errors import Failure, Reaction
from bot.channels.wechat.tokens import Tokens, without_token
from bot.channels.wechat.transport import Call, Raw, Transport, read_json
from bot.channels.wecom.codes import reaction_to
from bot.channels.wecom.text import Card
from handlers.texts import wecom as texts

log: FilteringBoundLogger = structlog.get_logger(__name__)

SAME_WITHIN_SECONDS = 1800
"""How long the platform knows a card again: a repeat within it is not shown."""


class RobotApi:
    """The robot of one group. Its key is all that protects it, so it stands in no log and in no failure."""

    def __init__(self, transport: Transport, key: str) -> None:
        self._transport = transport
        self._key = key

    async def send_markdown(self, text: str) -> Done | Failure:
        """Write to the group, once: the platform takes no key that would make a repeat harmless."""
        return await self._post({"msgtype": "markdown", "markdown": {"content": text}})

    async def check_access(self) -> Done | Failure:
        """See that the key is good without writing to anybody: an empty message is refused for being empty."""
        answer = await self._post({"msgtype": "markdown", "markdown": {"content": ""}})
        return Done() if isinstance(answer, Failure) and answer.reaction is Reaction.BUG else answer

    async def _post(self, payload: Mapping[str, object]) -> Done | Failure:
        raw = await self._transport.exchange(Call("POST", "", {"key": self._key}, payload), None)
        return _reported("robot", _without(self._key, raw if isinstance(raw, Failure) else _read_done(raw)))


class ApplicationApi:
    """One self-built application, which writes to members by their userid."""

    def __init__(
        self,
        transport: Transport,
        *,
        corp_id: str,
        agent_id: int,
        secret: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._transport = transport
        self._corp_id = corp_id
        self._agent_id = agent_id
        self._secret = secret
        self._tokens = Tokens(self._fetch_token, clock)

    async def send_card(self, userid: str, card: Card, url: str) -> Done | Failure:
        """Send a text card that leads to `url`; the same one within half an hour is sent once."""
        shown = {"title": card.title, "description": card.description, "url": url, "btntxt": texts.SEE}
        once = {"enable_duplicate_check": 1, "duplicate_check_interval": SAME_WITHIN_SECONDS}
        return await self._send(userid, {"msgtype": "textcard", "textcard": shown, **once})

    async def send_text(self, userid: str, text: str) -> Done | Failure:
        """Send words, as often as it is called: two notices may be told in the same ones."""
        return await self._send(userid, {"msgtype": "text", "text": {"content": text}})

    async def check_access(self) -> Done | Failure:
        """Ask for the application itself: proves CorpID, Secret, AgentId and the IP list, for `doctor`."""
        call = Call("GET", "/cgi-bin/agent/get", {"agentid": str(self._agent_id)})
        return await self._call(call)

    async def _send(self, userid: str, message: Mapping[str, object]) -> Done | Failure:
        payload = {"touser": userid, "agentid": self._agent_id, **message}
        return await self._call(Call("POST", "/cgi-bin/message/send", payload=payload))

    async def _call(self, call: Call) -> Done | Failure:
        return _reported(call.path, await self._tokens.authorize(lambda token: self._exchange(call, token)))

    async def _exchange(self, call: Call, token: str) -> Done | Failure:
        raw = await self._transport.exchange(call, token)
        return _without(token, raw if isinstance(raw, Failure) else _read_done(raw))

    async def _fetch_token(self) -> dict[str, object] | Failure:
        """Ask gettoken, which has its secret in the URL: no log and no failure tells the URL."""
        params = {"corpid": self._corp_id, "corpsecret": self._secret}
        raw = await self._transport.exchange(Call("GET", "/cgi-bin/gettoken", params), None)
        answer = raw if isinstance(raw, Failure) else read_json(raw, reaction_to)
        return without_token(_masked(answer, self._secret)) if isinstance(answer, Failure) else answer


def _read_done(raw: Raw) -> Done | Failure:
    """Read an answer. A member whom the platform does not know is named in one that is a success otherwise."""
    answer = read_json(raw, reaction_to)
    if isinstance(answer, Failure):
        return answer
    if "errcode" not in answer:
        return Failure(Reaction.OUTCOME_UNKNOWN, detail="no errcode")
    for refused in ("invaliduser", "unlicenseduser"):
        if answer.get(refused):
            return Failure(Reaction.UNKNOWN_PERSON, detail=refused)
    return Done()


def _without(secret: str, answer: Done | Failure) -> Done | Failure:
    return _masked(answer, secret) if isinstance(answer, Failure) else answer


def _masked(failure: Failure, secret: str) -> Failure:
    return replace(failure, detail=failure.detail.replace(secret, "[redacted]"))


def _reported(path: str, answer: Done | Failure) -> Done | Failure:
    if isinstance(answer, Failure):
        reaction, code, detail = answer.reaction.value, answer.code, answer.detail
        log.warning("wecom_call_failed", path=path, reaction=reaction, errcode=code, detail=detail)
    return answer
