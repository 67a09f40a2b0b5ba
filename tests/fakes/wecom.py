"""A fake of WeCom's server API: a group's robot, an application's token and messages, and faults on demand."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiohttp import web

from tests.fakes.serving import serving, silence
from tests.fakes.wechat import Fault, Recorded

ROBOT = "/cgi-bin/webhook/send"
TOKEN, SEND, AGENT = "/cgi-bin/gettoken", "/cgi-bin/message/send", "/cgi-bin/agent/get"
KEY = "693a91f6-7a0c-4d65-8b0e-a2c4d1c2b3e4"
CORP_ID, AGENT_ID, SECRET = "wwcorp1234", 1000002, "application-secret"
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class SentToMember:
    """What a member has on their phone: a card, or words alone."""

    userid: str
    text: str
    title: str = ""
    url: str = ""


class FakeWeCom:
    """One company with an application and a group. `members` are those it knows."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._token_number = 0
        self._cards: dict[str, datetime] = {}
        self._times: dict[str, list[datetime]] = defaultdict(list)
        self.calls: list[Recorded] = []
        self.said: list[tuple[datetime, str]] = []
        self.sent: list[SentToMember] = []
        self.dropped: list[SentToMember] = []
        self.members = {"lihua", "wangfang"}
        self.is_robot_removed = False
        self.something_sent = asyncio.Event()
        self.base = ""

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[FakeWeCom]:
        """Run on a loopback port; `base` is the address for `api_base`."""
        async with serving(web.route("*", "/{tail:.*}", self._answer)) as self.base:
            yield self

    @property
    def robot_url(self) -> str:
        return f"{self.base}{ROBOT}?key={KEY}"

    def fail(self, path: str, *faults: Fault) -> None:
        """Answer the next calls of a path with these."""
        self._faults[path].extend(faults)

    def expire_token(self) -> None:
        self._token_number += 1

    def count(self, path: str) -> int:
        return sum(call.path == path for call in self.calls)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        call = Recorded(request.path, dict(request.query), await request.read())
        self.calls.append(call)
        fault = self._faults[call.path].popleft() if self._faults[call.path] else None
        if fault is None:
            return self._act_on(call)
        if fault.after_effect:
            self._act_on(call)
        if fault.is_silent:
            return silence()
        return web.Response(status=fault.status, body=fault.body, content_type=fault.content_type)

    def _act_on(self, call: Recorded) -> web.Response:
        if call.path == ROBOT:
            return self._say(call)
        if call.path == TOKEN:
            return self._token(call.query)
        if call.query.get("access_token") != self._token_text():
            return _error(40014, "invalid access_token")
        if call.path == AGENT:
            return _ok() if call.query["agentid"] == str(AGENT_ID) else _error(40056, "invalid agentid")
        return self._send(call.json())

    def _say(self, call: Recorded) -> web.Response:
        """Twenty a minute, counted over any sixty seconds."""
        content = str(_part(call.json(), "markdown")["content"])
        now = self._clock()
        if self.is_robot_removed or call.query.get("key") != KEY:
            return _error(93000, "invalid webhook url")
        if not content:
            return _error(44004, "empty content")
        if len(content.encode()) > 4096:
            return _error(40058, "markdown.content exceed max length 4096")
        if sum(now - at < _MINUTE for at, _ in self.said) >= 20:
            return _error(45009, "api freq out of limit")
        self.said.append((now, content))
        self.something_sent.set()
        return _ok()

    def _token(self, query: dict[str, str]) -> web.Response:
        if query["corpid"] != CORP_ID:
            return _error(40013, "invalid corpid")
        if query["corpsecret"] != SECRET:
            return _error(40001, f"invalid credential {query['corpsecret']}")
        return _ok(access_token=self._token_text(), expires_in=7200)

    def _token_text(self) -> str:
        return f"wecom-token-{self._token_number}"

    def _send(self, body: dict[str, object]) -> web.Response:
        userid = str(body["touser"])
        if body["agentid"] != AGENT_ID:
            return _error(301002, "not allow to access this application")
        if userid not in self.members:
            return _error(81013, "all touser & toparty & totag invalid")
        message = _message(userid, body)
        if message is None:
            return _error(40058, "invalid length")
        self._deliver(message, body)
        return _ok(invaliduser="", msgid="m1")

    def _deliver(self, message: SentToMember, body: dict[str, object]) -> None:
        """A known card is not shown again; beyond thirty a minute a message is dropped without a word."""
        now, told = self._clock(), json.dumps(body, sort_keys=True)
        is_known = body.get("enable_duplicate_check") and now - self._cards.get(told, now - _MINUTE * 60) < (
            timedelta(seconds=int(str(body["duplicate_check_interval"])))
        )
        if is_known:
            return
        self._cards[told] = now
        times = self._times[message.userid]
        is_over = sum(now - at < _MINUTE for at in times) >= 30
        (self.dropped if is_over else self.sent).append(message)
        times.append(now)
        self.something_sent.set()


def _message(userid: str, body: dict[str, object]) -> SentToMember | None:
    if body["msgtype"] == "text":
        words = str(_part(body, "text")["content"])
        return SentToMember(userid, words) if 0 < len(words.encode()) <= 2048 else None
    card = {name: str(value) for name, value in _part(body, "textcard").items()}
    is_fit = 0 < len(card["title"].encode()) <= 128 and 0 < len(card["description"].encode()) <= 512
    return SentToMember(userid, card["description"], card["title"], card["url"]) if is_fit else None


def _part(body: dict[str, object], name: str) -> dict[str, object]:
    part = body[name]
    assert isinstance(part, dict)
    return part


def _ok(**more: object) -> web.Response:
    return web.json_response({"errcode": 0, "errmsg": "ok", **more})


def _error(code: int, message: str) -> web.Response:
    return web.json_response({"errcode": code, "errmsg": f"{message}, hint: [1-2-3]"})
