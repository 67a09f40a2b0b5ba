"""Requests a second of the AES webhook beside a bare wechatpy + aiohttp echo, in turn and in the same run."""

from __future__ import annotations

import asyncio
import itertools
import statistics
import tempfile
import time
from pathlib import Path

import xmltodict
from wechatpy.crypto import WeChatCrypto

from benchmarks import servers
from benchmarks.questions import all_questions

ROUNDS, SECONDS = 3, 4.0
_serial = itertools.count(1)


def request_bytes(crypto: WeChatCrypto, question: str) -> bytes:
    number, now = next(_serial), int(time.time())
    xml = (
        f"<xml><ToUserName><![CDATA[gh_benchmark]]></ToUserName><FromUserName><![CDATA[o{number:027d}]]></FromUserName>"
        f"<CreateTime>{now}</CreateTime><MsgType><![CDATA[text]]></MsgType>"
        f"<Content><![CDATA[{question}]]></Content><MsgId>{number}</MsgId></xml>"
    )
    envelope = xmltodict.parse(crypto.encrypt_message(xml, "nonce", str(now)))["xml"]
    body = (
        f"<xml><ToUserName><![CDATA[gh_benchmark]]></ToUserName>"
        f"<Encrypt><![CDATA[{envelope['Encrypt']}]]></Encrypt></xml>"
    ).encode()
    query = f"signature=x&timestamp={now}&nonce=nonce&encrypt_type=aes&msg_signature={envelope['MsgSignature']}"
    head = (
        f"POST /wechat?{query} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _connection(port: int, requests: list[bytes], until: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answered = 0
    while requests and time.perf_counter() < until:
        writer.write(requests.pop())
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if not head.startswith(b"http/1.1 200"):
            raise RuntimeError(head.decode())
        length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
        body = await reader.readexactly(length)
        if b"<Encrypt>" not in body:
            raise RuntimeError(f"no answer: {body!r}")
        answered += 1
    writer.close()
    return answered


async def rate(port: int, connections: int, requests: list[bytes]) -> float:
    started = time.perf_counter()
    done = await asyncio.gather(*(_connection(port, requests, started + SECONDS) for _ in range(connections)))
    return sum(done) / (time.perf_counter() - started)


def main() -> None:
    crypto = WeChatCrypto(servers.TOKEN, servers.AES_KEY, servers.APP_ID)
    questions = all_questions()

    def batch(size: int) -> list[bytes]:
        return [request_bytes(crypto, question) for question in itertools.islice(itertools.cycle(questions), size)]

    with tempfile.TemporaryDirectory() as folder:
        ours_port, echo_port = servers.free_port(), servers.free_port()
        with servers.product(ours_port, Path(folder)), servers.echo(echo_port):
            for connections in (1, 32):
                asyncio.run(rate(ours_port, connections, batch(200)))  # warm
                ratios = []
                for _ in range(ROUNDS):
                    ours = asyncio.run(rate(ours_port, connections, batch(30_000)))
                    peer = asyncio.run(rate(echo_port, connections, batch(30_000)))
                    ratios.append(ours / peer)
                    print(f"{connections:>3}: product {ours:6.0f}/s  echo {peer:6.0f}/s  ratio {ours / peer:.2f}")
                print(f"{connections:>3} connections: median ratio {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
