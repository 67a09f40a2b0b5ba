"""A fake of the Bot API: offsets and long polls, limits, buttons, webhooks, people who block, faults on demand."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import web

from tests.fakes.serving import serving, silence

TOKEN = "123456:ABC-def_ghi"
BOT = {"id": 123456, "is_bot": True, "first_name": "助手", "username": "ezhen_bot"}
DATE = 1795514400


@dataclass(frozen=True)
class Fault:
    """What the next call of a method gets instead of its answer."""

    status: int = 200
    body: bytes = b""
    is_silent: bool = False  # takes the request and never answers
    is_broken: bool = False  # takes the request and cuts the connection
    after_effect: bool = False  # does what was asked first

    @classmethod
    def code(cls, status: int, description: str, **parameters: int) -> Fault:
        body = {"ok": False, "error_code": status, "description": description, "parameters": parameters}
        return cls(status, json.dumps(body).encode())


@dataclass(frozen=True)
class SentMessage:
    chat: int
    text: str
    message_id: int
    keyboard: list[list[dict[str, str]]]

    @property
    def labels(self) -> list[str]:
        return [button["text"] for row in self.keyboard for button in row]


@dataclass
class FakeTelegram:
    """One bot. Updates stay until an offset beyond them is asked for."""

    base: str = ""
    pending: list[dict[str, Any]] = field(default_factory=list)
    sent: list[SentMessage] = field(default_factory=list)
    answered: list[tuple[str, str]] = field(default_factory=list)
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    webhook: dict[str, Any] = field(default_factory=dict)
    blocked: set[int] = field(default_factory=set)
    moved: dict[int, int] = field(default_factory=dict)
    on_send: Callable[[SentMessage], None] = lambda _message: None

    def __post_init__(self) -> None:
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._numbers, self._messages, self._queries = count(1000), count(1), count(1)
        self._changed = asyncio.Condition()
        self._polls = 0

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[FakeTelegram]:
        """Run on a loopback port; `base` is the address for `api_base`."""
        async with serving(web.post("/bot{token}/{method}", self._answer)) as self.base:
            yield self

    def fail(self, method: str, *faults: Fault) -> None:
        """Answer the next calls of a method with these."""
        self._faults[method].extend(faults)

    def count(self, method: str) -> int:
        return sum(name == method for name, _ in self.calls)

    async def until(self, is_so: Callable[[], object]) -> None:
        """Wait until something that the bot does makes this true."""
        async with asyncio.timeout(60), self._changed:
            await self._changed.wait_for(lambda: bool(is_so()))

    async def happen(self, **update: Any) -> dict[str, Any]:
        """Let an update of any shape wait for the bot."""
        whole = {"update_id": next(self._numbers), **update}
        async with self._changed:
            self.pending.append(whole)
            self._changed.notify_all()
        return whole

    async def say(self, chat: int, text: str, **more: Any) -> dict[str, Any]:
        return await self.happen(message=self.message(chat, text=text, **more))

    async def press(self, message: SentMessage, place: int, *, is_old: bool = False) -> dict[str, Any]:
        """Press a button of a message, counted from 0; the platform does not show an old one along."""
        [button] = message.keyboard[place]
        shown = self.message(message.chat, text=message.text, message_id=message.message_id)
        shown |= {"from": BOT, "reply_markup": {"inline_keyboard": message.keyboard}}
        if is_old:
            shown = {"chat": room(message.chat), "message_id": message.message_id, "date": 0}
        query = {"id": f"q{next(self._queries)}", "from": user(message.chat), "chat_instance": "1"}
        return await self.happen(callback_query={**query, "message": shown, "data": button["callback_data"]})

    def message(self, chat: int, **more: Any) -> dict[str, Any]:
        return {"message_id": next(self._messages), "date": DATE, "chat": room(chat), "from": user(chat), **more}

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        method, body = request.match_info["method"], dict(await request.json())
        async with self._changed:
            self.calls.append((method, body))
            self._changed.notify_all()
        if request.match_info["token"] != TOKEN:
            return refusal(401, "Unauthorized")
        fault = self._faults[method].popleft() if self._faults[method] else None
        if fault is None:
            return await self._act(method, body)
        if fault.after_effect:
            await self._act(method, body)
        if fault.is_silent:
            return silence()
        if fault.is_broken and request.transport is not None:
            request.transport.abort()
        return web.Response(status=fault.status, body=fault.body, content_type="application/json")

    async def _act(self, method: str, body: dict[str, Any]) -> web.Response:
        if method == "getUpdates":
            return await self._updates(body)
        if method == "sendMessage":
            return await self._send(body)
        if method == "answerCallbackQuery":
            async with self._changed:
                self.answered.append((body["callback_query_id"], body.get("text", "")))
                self._changed.notify_all()
            return result(result_of=True)
        return self._about(method, body)

    def _about(self, method: str, body: dict[str, Any]) -> web.Response:
        if method == "getMe":
            return result(BOT)
        if method == "getWebhookInfo":
            known: dict[str, Any] = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
            known |= {key: self.webhook[key] for key in ("url", "allowed_updates") if key in self.webhook}
            return result(known)
        if method in {"setWebhook", "deleteWebhook"}:
            self.webhook = body if method == "setWebhook" else {}
            return result(result_of=True)
        return refusal(404, "Not Found: method not found")

    async def _updates(self, body: dict[str, Any]) -> web.Response:
        """As the platform does: a newer poll ends an older one, and the offset confirms what comes before it."""
        if self.webhook.get("url"):
            return refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        self._polls = mine = self._polls + 1
        async with self._changed:
            if "offset" in body:
                self.pending = [one for one in self.pending if one["update_id"] >= body["offset"]]
            self._changed.notify_all()
            try:
                async with asyncio.timeout(body.get("timeout", 0)):
                    await self._changed.wait_for(lambda: self.pending or self._polls != mine)
            except TimeoutError:
                return result([])
            if self._polls != mine:
                return refusal(409, "Conflict: terminated by other getUpdates request")
            return result(self.pending[: body.get("limit", 100)])

    async def _send(self, body: dict[str, Any]) -> web.Response:
        chat, text = int(body["chat_id"]), body["text"]
        if chat in self.moved:
            extra = {"migrate_to_chat_id": self.moved[chat]}
            return refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", **extra)
        if chat in self.blocked:
            return refusal(403, "Forbidden: bot was blocked by the user")
        if not text.strip():
            return refusal(400, "Bad Request: message text is empty")
        if len(text.encode("utf-16-le")) // 2 > 4096:
            return refusal(400, "Bad Request: message is too long")
        keyboard = body.get("reply_markup", {}).get("inline_keyboard", [])
        if any(not 1 <= len(button["callback_data"].encode()) <= 64 for row in keyboard for button in row):
            return refusal(400, "Bad Request: BUTTON_DATA_INVALID")
        message = SentMessage(chat, text, next(self._messages), keyboard)
        self.on_send(message)
        async with self._changed:
            self.sent.append(message)
            self._changed.notify_all()
        return result({"message_id": message.message_id, "date": DATE, "chat": room(chat), "text": text})


def user(chat: int) -> dict[str, Any]:
    return {"id": abs(chat), "is_bot": False, "first_name": "安娜"}


def room(chat: int) -> dict[str, Any]:
    return (
        {"id": chat, "type": "private", "first_name": "安娜"} if chat > 0 else {"id": chat, "type": "supergroup"}
    )


def result(value: object = None, *, result_of: bool | None = None) -> web.Response:
    return web.json_response({"ok": True, "result": value if result_of is None else result_of})


def refusal(status: int, description: str, **parameters: int) -> web.Response:
    fault = Fault.code(status, description, **parameters)
    return web.Response(status=status, body=fault.body, content_type="application/json")
