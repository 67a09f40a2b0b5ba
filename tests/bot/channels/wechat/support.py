"""An account, and the requests that the platform would make for it."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime, timedelta

from pydantic import SecretStr
from wechatpy.crypto import PrpCrypto

from bot.channels.base import Deferred, Unsettled
from bot.channels.wechat.crypto import Credentials
from bot.channels.wechat.settings import Mode, WeChatSettings
from bot.channels.wechat.signals import Signal
from handlers.messages import Inbound, Reply
from handlers.turn import say

APP_ID = "wxba5fad812f8e6fb9"
SECRET = "0123456789abcdef0123456789abcdef"
TOKEN = "AAAAA"
KEY = "A" * 43
OLD_KEY = "bcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH"
OTHER_KEY = "HGFEDCBA9876543210zyxwvutsrqponmlkjihgfedcb"
OPENID = "oABCDEFGHIJKLMNOPQRSTUVWXYZ0"
ACCOUNT = "gh_97417a04a28d"
NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


PATIENCE = 60
"""Seconds for which a platform of tests waits for its answer: no test asks how fast the machine is."""


def settings(
    mode: Mode = Mode.SAFE, *, previous: str | None = None, api_base: str = "http://127.0.0.1:1"
) -> WeChatSettings:
    return WeChatSettings(
        app_id=APP_ID,
        app_secret=SecretStr(SECRET),
        token=SecretStr(TOKEN),
        encoding_aes_key=SecretStr(KEY),
        previous_aes_key=SecretStr(previous) if previous else None,
        mode=mode,
        api_base=api_base,
    )


def credentials(mode: Mode = Mode.SAFE, *, previous: str | None = None) -> Credentials:
    return Credentials(settings(mode, previous=previous))


def sha1_of(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


def xml_of(**fields: str) -> str:
    """A push; `raw` stands as it is."""
    raw = fields.pop("raw", "")
    common = {"ToUserName": ACCOUNT, "FromUserName": OPENID, "CreateTime": "1764000000"}
    leaves = "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in {**common, **fields}.items())
    return f"<xml>{leaves}{raw}</xml>"


def text_xml(text: str = "支持哪些方面", message_id: str = "23000000000000001") -> str:
    return xml_of(MsgType="text", Content=text, MsgId=message_id)


def plain_query(now: datetime = NOW, nonce: str = "n0nce") -> dict[str, str]:
    timestamp = str(int(now.timestamp()))
    return {
        "signature": sha1_of(TOKEN, timestamp, nonce),
        "timestamp": timestamp,
        "nonce": nonce,
        "openid": OPENID,
    }


def encrypted(xml: str, *, key: str = KEY, app_id: str = APP_ID) -> str:
    text: str = PrpCrypto(base64.b64decode(key + "=")).encrypt(xml, app_id).decode()
    return text


def decrypted(envelope: str, *, key: str = KEY) -> str:
    text: str = PrpCrypto(base64.b64decode(key + "=")).decrypt(envelope, APP_ID)
    return text


def aes_query(envelope: str, now: datetime = NOW) -> dict[str, str]:
    query = plain_query(now)
    signature = sha1_of(TOKEN, query["timestamp"], query["nonce"], envelope)
    return {**query, "encrypt_type": "aes", "msg_signature": signature}


def aes_body(envelope: str, beside: str = "") -> bytes:
    """The outer XML; `beside` are the plain fields of compat mode."""
    account = f"<ToUserName><![CDATA[{ACCOUNT}]]></ToUserName>"
    return f"<xml>{account}{beside}<Encrypt><![CDATA[{envelope}]]></Encrypt></xml>".encode()


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **amount: float) -> None:
        self.now += timedelta(**amount)


class Signals(list[Signal]):
    """Signals as they were counted."""

    def __call__(self, signal: Signal) -> None:
        self.append(signal)


class StubDispatch:
    """Answers what it is told to, and remembers what came."""

    def __init__(self, *replies: Reply) -> None:
        self.replies: tuple[Reply, ...] | Deferred | Unsettled = replies or (say("收到"),)
        self.failure: Exception | None = None
        self.came: list[Inbound] = []
        self.seconds: list[float] = []

    async def handle(self, inbound: Inbound) -> tuple[Reply, ...]:
        raise AssertionError("WeChat has five seconds")

    async def handle_within(self, inbound: Inbound, seconds: float) -> tuple[Reply, ...] | Deferred | Unsettled:
        self.came.append(inbound)
        self.seconds.append(seconds)
        if self.failure is not None:
            raise self.failure
        return self.replies
