"""Encrypted messages as WeChat sends them, and what a server does with many of them."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Iterable
from dataclasses import dataclass

import xmltodict
from wechatpy.crypto import WeChatCrypto

from benchmarks import servers
from benchmarks.processor import processor_seconds


@dataclass(frozen=True, slots=True)
class Load:
    """So many messages were answered."""

    messages: int
    seconds: float
    processor: float
    """Seconds that the server took of the processor."""

    @property
    def rate(self) -> float:
        """Messages a second, by the clock on the wall."""
        return self.messages / self.seconds

    @property
    def milliseconds(self) -> float:
        """Processor milliseconds a message."""
        return self.processor * 1000 / self.messages


class Requests:
    """Messages of ever new people with these texts, over and over: none is a repeat of another."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._crypto = WeChatCrypto(servers.TOKEN, servers.AES_KEY, servers.APP_ID)
        self._texts = itertools.cycle(texts)

    def take(self, count: int) -> list[bytes]:
        """The next ones, ready to be written to a socket."""
        return [self._bytes(text) for text in itertools.islice(self._texts, count)]

    def _bytes(self, text: str) -> bytes:
        number, now = next(_serial), int(time.time())
        xml = (
            f"<xml><ToUserName><![CDATA[gh_benchmark]]></ToUserName>"
            f"<FromUserName><![CDATA[o{number:027d}]]></FromUserName><CreateTime>{now}</CreateTime>"
            f"<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{text}]]></Content><MsgId>{number}</MsgId></xml>"
        )
        envelope = xmltodict.parse(self._crypto.encrypt_message(xml, "nonce", str(now)))["xml"]
        body = (
            f"<xml><ToUserName><![CDATA[gh_benchmark]]></ToUserName>"
            f"<Encrypt><![CDATA[{envelope['Encrypt']}]]></Encrypt></xml>"
        ).encode()
        signature = f"msg_signature={envelope['MsgSignature']}"
        query = f"signature=x&timestamp={now}&nonce=nonce&encrypt_type=aes&{signature}"
        head = (
            f"POST /wechat?{query} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


_serial = itertools.count(1)


async def load(server: servers.Server, connections: int, requests: list[bytes]) -> Load:
    """Send all of them over so many connections, each waiting for its answer before its next one.

    Raises:
        RuntimeError: one was not answered.
    """
    count, began, busy = len(requests), time.perf_counter(), processor_seconds(server.pid)
    await asyncio.gather(*(_connection(server.port, requests) for _ in range(connections)))
    return Load(count, time.perf_counter() - began, processor_seconds(server.pid) - busy)


async def _connection(port: int, requests: list[bytes]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while requests:
        writer.write(requests.pop())
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if not head.startswith(b"http/1.1 200"):
            raise RuntimeError(head.decode())
        length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
        body = await reader.readexactly(length)
        if b"<Encrypt>" not in body:
            raise RuntimeError(f"no answer: {body!r}")
    writer.close()
