"""A fake of WeChat's server API: tokens, windows and allowances, media, menus, codes, and faults on demand."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from aiohttp import web

from tests.fakes.serving import serving, silence
from tests.fakes.wechat_notices import SUBSCRIBE, TEMPLATE, FakeNotices

SEND = "/cgi-bin/message/custom/send"
TYPING = "/cgi-bin/message/custom/typing"
TOKEN = "/cgi-bin/stable_token"
MENU_GET, MENU_CREATE, MENU_DELETE = "/cgi-bin/menu/get", "/cgi-bin/menu/create", "/cgi-bin/menu/delete"
MEDIA = "/cgi-bin/media/get"
QR = "/cgi-bin/qrcode/create"
DOMAIN_IP = "/cgi-bin/get_api_domain_ip"

WINDOWS = {"message": (5, timedelta(hours=48)), "touch": (3, timedelta(minutes=1))}


@dataclass(frozen=True)
class Fault:
    """What the next call of a path gets instead of its answer."""

    status: int = 200
    body: bytes = b""
    content_type: str = "application/json"
    is_silent: bool = False  # takes the request and never answers
    is_broken: bool = False  # takes the request and cuts the connection
    after_effect: bool = False  # does what was asked first

    @classmethod
    def code(cls, errcode: int, errmsg: str = "fault, rid: 1-2-3") -> Fault:
        return cls(body=json.dumps({"errcode": errcode, "errmsg": errmsg}).encode())


@dataclass(frozen=True)
class Recorded:
    path: str
    query: dict[str, str]
    body: bytes

    def json(self) -> dict[str, object]:
        return dict(json.loads(self.body))


@dataclass
class _Grant:
    opened: datetime
    used: int = 0


@dataclass(frozen=True)
class Media:
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


class FakeWeChat:
    """The account `app_id`; people are known once they acted."""

    def __init__(self, clock: Callable[[], datetime], app_id: str, secret: str) -> None:
        self._clock = clock
        self._app_id = app_id
        self._secret = secret
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._always: dict[str, Fault] = {}
        self._grants: dict[str, dict[str, _Grant]] = defaultdict(dict)
        self._token_number = 0
        self._token_ends: datetime | None = None
        self.calls: list[Recorded] = []
        self.sent: list[tuple[str, str]] = []
        self.something_sent = asyncio.Event()
        self.typing: list[tuple[str, str]] = []
        self.media: dict[str, Media] = {}
        self.menu: dict[str, object] | None = None
        self.scenes: list[str] = []
        self.left: set[str] = set()
        self.notices = FakeNotices(clock)
        self.lifetime = 7200
        self.base = ""

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[FakeWeChat]:
        """Run on a loopback port; `base` is the address for `api_base`."""
        async with serving(web.route("*", "/{tail:.*}", self._answer)) as self.base:
            yield self

    def act(self, openid: str, kind: str = "message") -> None:
        """Let a person write (`message`) or click, scan, follow (`touch`)."""
        self._grants[openid][kind] = _Grant(self._clock())

    def fail(self, path: str, *faults: Fault) -> None:
        """Answer the next calls of a path with these."""
        self._faults[path].extend(faults)

    def always_fail(self, path: str, fault: Fault) -> None:
        self._always[path] = fault

    def expire_token(self) -> None:
        """End the token now, as if its time were up."""
        self._token_ends = None

    def count(self, path: str) -> int:
        return sum(call.path == path for call in self.calls)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        call = Recorded(request.path, dict(request.query), await request.read())
        self.calls.append(call)
        faults = self._faults[call.path]
        fault = faults.popleft() if faults else self._always.get(call.path)
        if fault is None:
            return self._act_on(call)
        if fault.after_effect:
            self._act_on(call)
        if fault.is_silent:
            return silence()
        if fault.is_broken and request.transport is not None:
            request.transport.abort()
        return web.Response(status=fault.status, body=fault.body, content_type=fault.content_type)

    def _act_on(self, call: Recorded) -> web.Response:
        if call.path == TOKEN:
            return _json(self._token(call.json()))
        if self._is_token_old(call.query.get("access_token", "")):
            return _error(40001, "invalid credential, access_token is invalid or not latest")
        if b"\\u" in call.body.replace(b"\\\\", b""):
            return _error(40033, "invalid charset. please check your request, if include \\uxxxx")
        if call.path == MEDIA:
            return self._media(call.query["media_id"])
        actions = {SEND: self._send, TYPING: self._type, MENU_CREATE: self._create_menu, QR: self._qr}
        if call.path in {TEMPLATE, SUBSCRIBE}:
            actions[call.path] = partial(self.notices.take, call.path, set(self._grants) - self.left)
        if call.path in actions:
            return _json(actions[call.path](call.json()))
        return _json(self._menu_or_ips(call.path))

    def _is_token_old(self, token: str) -> bool:
        return self._token_ends is None or self._clock() >= self._token_ends or token != self._token_text()

    def _token_text(self) -> str:
        return f"TOKEN_{self._token_number}_" + "x" * 140

    def _token(self, body: dict[str, object]) -> dict[str, object]:
        if body.get("appid") != self._app_id:
            return {"errcode": 40013, "errmsg": "invalid appid"}
        if body.get("secret") != self._secret:
            return {"errcode": 40125, "errmsg": f"invalid appsecret {body.get('secret')}"}
        if self._token_ends is None or self._clock() >= self._token_ends:
            self._token_number += 1
            self._token_ends = self._clock() + timedelta(seconds=self.lifetime)
        seconds = int((self._token_ends - self._clock()).total_seconds())
        return {"access_token": self._token_text(), "expires_in": seconds}

    def _send(self, body: dict[str, object]) -> dict[str, object]:
        openid, words = str(body["touser"]), body["text"]
        assert isinstance(words, dict)
        text = str(words["content"])
        if openid in self.left:
            return {"errcode": 43004, "errmsg": "require subscribe"}
        if openid not in self._grants:
            return {"errcode": 40003, "errmsg": "invalid openid"}
        if len(text.encode()) > 2048:
            return {"errcode": 45002, "errmsg": "content size out of limit"}
        grants = self._open_grants(openid)
        if not grants:
            return {"errcode": 45015, "errmsg": "response out of time limit or subscription is canceled"}
        usable = [grant for limit, grant in grants if grant.used < limit]
        if not usable:
            return {"errcode": 45047, "errmsg": "out of response count limit"}
        usable[0].used += 1
        self.sent.append((openid, text))
        self.something_sent.set()
        return {"errcode": 0, "errmsg": "ok"}

    def _open_grants(self, openid: str) -> list[tuple[int, _Grant]]:
        """Windows that are open, the one that ends first in front."""
        found = []
        for kind in ("touch", "message"):
            limit, lasts = WINDOWS[kind]
            grant = self._grants[openid].get(kind)
            if grant is not None and self._clock() - grant.opened < lasts:
                found.append((limit, grant))
        return found

    def _type(self, body: dict[str, object]) -> dict[str, object]:
        self.typing.append((str(body["touser"]), str(body["command"])))
        return {"errcode": 0, "errmsg": "ok"}

    def _create_menu(self, body: dict[str, object]) -> dict[str, object]:
        self.menu = body
        return {"errcode": 0, "errmsg": "ok"}

    def _menu_or_ips(self, path: str) -> dict[str, object]:
        if path == DOMAIN_IP:
            return {"ip_list": ["127.0.0.1"]}
        if path == MENU_DELETE:
            self.menu = None
            return {"errcode": 0, "errmsg": "ok"}
        if self.menu is None:
            return {"errcode": 46003, "errmsg": "menu no exist"}
        buttons = self.menu["button"]
        assert isinstance(buttons, list)
        # As the platform does: lists of sub-buttons everywhere, also where there are none.
        shown = [
            {**button, "sub_button": [{**one, "sub_button": []} for one in button["sub_button"]]}
            for button in buttons
        ]
        return {"menu": {"button": shown}}

    def _qr(self, body: dict[str, object]) -> dict[str, object]:
        self.scenes.append(json.dumps(body["action_info"]))
        return {"ticket": "TICKET", "expire_seconds": body["expire_seconds"], "url": "http://weixin.qq.com/q/1"}

    def _media(self, media_id: str) -> web.Response:
        found = self.media.get(media_id)
        if found is None:
            return _error(40007, "invalid media_id")
        return web.Response(body=found.body, headers=found.headers)


def _json(answer: dict[str, object]) -> web.Response:
    return web.Response(body=json.dumps(answer, ensure_ascii=False).encode(), content_type="application/json")


def _error(code: int, message: str) -> web.Response:
    return _json({"errcode": code, "errmsg": message})
