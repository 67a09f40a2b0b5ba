"""kill -9 at any point while a report is sent: its reporter has a code and it is there, or nothing of it is."""

from __future__ import annotations

import asyncio
import random
import secrets
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import ClientError, ClientSession, FormData
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import create_engine, text

from bot.web.public.report.form_nonces import FormNonces
from bot.web_application import web_application
from handlers.casework.sealed.window import PAGE
from store.engines import async_url, batch_engine
from store.work import Work
from tests.bot.web.public.report.reporting import FIELDS, Shown
from tests.clocks import FrozenClock
from tests.dialogue import running
from tests.handlers.materials import samples
from tests.handlers.sealed.reports import opened_window
from tests.keys import KEYS
from tests.processes import start_module

TIMES, SOAKED = 2, 50
"""Kills every day, and in a soak."""

LATEST = 1.3
"""Of the time that a sending takes on this machine now: kills fall before, while and after it is committed."""

MARK = "某某在三楼收下了标记过的信封"
FILE = samples.jpeg() + b"MARKED BEHIND THE PICTURE"
SECRETS = (MARK.encode(), b"MARKED BEHIND", MARK.encode("utf-16-le"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Everything that the killed process can write to lies here: database, files, temporary files."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield tmp_path
    tempfile.tempdir = None


@pytest.fixture
def opened_file(migrated_file: Path, folder: Path) -> Path:
    """A database whose window is open."""
    file = folder / "open.db"
    shutil.copy(migrated_file, file)
    engine = batch_engine(async_url(f"sqlite:///{file}"))
    assert engine is not None
    with engine.begin() as connection:
        opened_window(Work(connection, FrozenClock().now, KEYS))
    engine.dispose()
    return file


@pytest.mark.rotated("kills", 4)
@pytest.mark.soak
async def test_a_kill_leaves_a_report_with_its_code_or_nothing(
    opened_file: Path, folder: Path, soak_factor: int
) -> None:
    chance = random.Random(20261129)
    takes, shown = await _sent(_copy(opened_file), new_nonce(), None)
    assert shown
    for _ in range(SOAKED if soak_factor > 1 else TIMES):
        await _killed_once(_copy(opened_file), folder, chance.uniform(0, LATEST * takes))


async def _killed_once(file: Path, folder: Path, after: float) -> None:
    nonce = new_nonce()
    _, shown = await _sent(file, nonce, after)
    count = _kept(file)
    assert count == 1 or (count, shown) == (0, "")
    assert _telling(folder) == []
    again = await _sent_again(file, nonce)
    assert len(again) == 20
    assert shown in {"", again}
    assert _kept(file) == 1


async def _sent(file: Path, nonce: str, after: float | None) -> tuple[float, str]:
    """Send a report, and kill whoever takes it; how long it was, and the code that was shown before, or empty."""
    with start_module("tests.bot.web.public.report.doomed", f"sqlite:///{file}") as process:
        address = f"http://127.0.0.1:{int(process.stdout.readline())}{PAGE}"
        begun = time.monotonic()
        sending = asyncio.create_task(_answer(address, nonce))
        await asyncio.wait([sending], timeout=after)
        took = time.monotonic() - begun
        process.kill()
        shown = await sending
        process.communicate()
        assert process.wait() == -signal.SIGKILL
    return took, shown


async def _sent_again(file: Path, nonce: str) -> str:
    """The code that the very same form gets from whoever comes after."""
    async with (
        running(f"sqlite:///{file}", FrozenClock()) as parts,
        TestClient(TestServer(web_application(parts))) as client,
    ):
        response = await client.post(PAGE, data=_form(nonce))
        return Shown(response.status, await response.text()).code


def new_nonce() -> str:
    return FormNonces(KEYS, FrozenClock()).new()


def _copy(opened_file: Path) -> Path:
    file = opened_file.with_name(f"{secrets.token_hex(4)}.db")
    shutil.copy(opened_file, file)
    return file


async def _answer(address: str, nonce: str) -> str:
    try:
        async with ClientSession() as session, session.post(address, data=_form(nonce)) as response:
            return Shown(response.status, await response.text()).code
    except ClientError:
        return ""


def _form(nonce: str) -> FormData:
    data = FormData(quote_fields=False)
    for name, value in {
        **FIELDS,
        "what": MARK,
        "form": "report",
        "step": "send",
        "nonce": nonce,
        "copies": "both",
    }.items():
        data.add_field(name, value)
    data.add_field("files", FILE, filename="MARKED BEHIND.jpg", content_type="image/jpeg")
    return data


def _kept(file: Path) -> int:
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        reports = connection.scalar(text("SELECT count(*) FROM sealed_complaints"))
        boxes = connection.scalar(text("SELECT count(*) FROM complaint_boxes"))
    engine.dispose()
    assert (reports, boxes) in {(0, 0), (1, 2)}
    return int(reports or 0)


def _telling(folder: Path) -> list[Path]:
    """Files in which anything of the report stands in clear."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(secret in path.read_bytes() for secret in SECRETS)]
