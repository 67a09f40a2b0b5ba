"""deploy/nginx.conf before a server that says what reached it: nginx itself, on ports of the test."""

from __future__ import annotations

import asyncio
import json
import shutil
import signal
import ssl
import subprocess
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.clock import utc_now
from bot.settings import ROOT
from tests.fakes.serving import free_port, serving

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
NAME = "ezhen.example.gov.cn"
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not there")


class Site:
    """Requests as a browser sends them, and what was logged."""

    def __init__(self, port: int, folder: Path, session: aiohttp.ClientSession) -> None:
        self._port = port
        self._folder = folder
        self._session = session

    async def get(
        self, path: str, *, data: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], str]:
        method = "GET" if data is None else "POST"
        url, told = f"https://127.0.0.1:{self._port}{path}", {"Host": NAME} | (headers or {})
        async with self._session.request(method, url, data=data, headers=told, server_hostname=NAME) as answer:
            return answer.status, dict(answer.headers), await answer.text()

    def logged(self) -> str:
        return "".join(file.read_text() for file in self._folder.glob("*.log"))


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Site]:
    async with serving(web.route("*", "/{path:.*}", _mirror)) as base:
        port, plain = free_port(), free_port()
        _certificate(tmp_path)
        _configure(tmp_path, base, port, plain)
        process = _started(tmp_path)
        context = ssl.create_default_context(cafile=str(tmp_path / "fullchain.pem"))
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(ssl=context)) as session:
            try:
                await _until_it_listens(port, process)
                yield Site(port, tmp_path, session)
            finally:
                process.send_signal(signal.SIGQUIT)
                await asyncio.to_thread(process.communicate)


async def test_the_proxy_keeps_out_what_is_not_for_the_public_and_believes_no_name(site: Site) -> None:
    invented = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil", "X-Forwarded-For": "1.2.3.4"}
    status, headers, body = await site.get("/measure?q=secretquery", headers=invented)
    assert (status, headers["Strict-Transport-Security"]) == (200, "max-age=31536000")
    reached = json.loads(body)
    assert reached["Host"] == NAME
    assert reached["X-Forwarded-For"] == "127.0.0.1"
    assert reached["X-Forwarded-Proto"] == "https"
    assert not {"X-Forwarded-Host", "Forwarded"} & set(reached)
    for path in ("/metrics", "/health", "/staff", "/staff/login", "//metrics", "/%6detrics", "/metrics/"):
        assert (await site.get(path))[0] == 403, path
    await site.get("/wechat?openid=secretquery&signature=x")
    await site.get("/upload/secretlink")
    assert (await site.get("/", data=b"a" * 300_000))[0] == 413
    assert (await site.get("/wechat", data=b"a" * 70_000))[0] == 413
    assert (await site.get("/upload", data=b"a" * 300_000))[0] == 200
    # A form of a report lies in no file of the proxy, and whoever sends it brings no cookie.
    cookie = {"Cookie": "visitor=secretvisitor"}
    status, _, body = await site.get("/report?secretquery", data=b"a" * 900_000, headers=cookie)
    assert (status, "Cookie" in json.loads(body)) == (200, False)
    assert json.loads(body)["X-Forwarded-Proto"] == "https"
    assert "/measure" in site.logged()
    assert "secret" not in site.logged()
    with pytest.raises(aiohttp.ClientError):
        await site.get("/", headers={"Host": "evil.example"})


async def test_an_address_that_asks_too_much_waits_and_a_platform_does_not(site: Site) -> None:
    platform = await asyncio.gather(*(site.get("/wechat", data=b"x") for _ in range(150)))
    assert {status for status, _, _ in platform} == {200}
    asked = await asyncio.gather(*(site.get("/") for _ in range(150)))
    assert 429 in {status for status, _, _ in asked}


def _started(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([str(NGINX), "-p", folder, "-c", "nginx.conf"], stderr=subprocess.PIPE)


async def _mirror(request: web.Request) -> web.Response:
    await request.read()
    return web.json_response(dict(request.headers))


def _configure(folder: Path, base: str, port: int, plain: int) -> None:
    ours = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for old, new in {
        "http://127.0.0.1:8080": base,
        "listen 443 ": f"listen 127.0.0.1:{port} ",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "/etc/ssl/ezhen/": f"{folder}/",
        "/var/log/nginx/": f"{folder}/",
        "rate=10r/s": "rate=1r/m",  # whoever asks slowly on a busy machine is too fast as well
        "limit_conn ezhen_connections 40;": "limit_conn ezhen_connections 400;",  # what is tried here is the pace
    }.items():
        assert old in ours
        ours = ours.replace(old, new)
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy"))
    (folder / "site.conf").write_text(ours, encoding="utf-8")
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log crit;"
        f"events {{ worker_connections 1024; }} http {{ {temporary} include {folder}/site.conf; }}"
    )


def _certificate(folder: Path) -> None:
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(utc_now() - timedelta(days=1))
        .not_valid_after(utc_now() + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    (folder / "fullchain.pem").write_bytes(made.public_bytes(pem))
    (folder / "privkey.pem").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))


async def _until_it_listens(port: int, process: subprocess.Popen[bytes]) -> None:
    async with asyncio.timeout(60):
        while process.poll() is None:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.01)
            else:
                writer.close()
                await writer.wait_closed()
                return
    raise AssertionError(process.communicate()[1])
