"""Logs: JSON lines without secrets and without people."""

from __future__ import annotations

import json
import logging
import warnings

import pytest
import structlog

from bot import logs
from handlers.talk.masking import MASK

pytestmark = pytest.mark.usefixtures("logs_as_before")

SECRET = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"


def _log() -> structlog.stdlib.BoundLogger:
    """Configure inside the test: pytest swaps standard error between a fixture and its test."""
    logs.configure("INFO", [SECRET])
    made: structlog.stdlib.BoundLogger = structlog.get_logger()
    return made


@pytest.mark.parametrize(
    "leak",
    [
        SECRET,
        "13812345678",
        "14262819800101123X",
        "6222021234567890123",
        "https://api.example/cgi-bin?access_token=verysecrettoken&type=x",
        "https://api.example/showqrcode?ticket=verysecretticket",
        "https://api.example/oauth2?appsecret=verysecret&code=verysecretcode",
        '{"access_token": "verysecrettoken"}',
        "postgresql://user:verysecretpassword@host/db",
        "oABCDEFGHIJKLMNOPQRSTUVWXYZ1",
    ],
)
def test_a_leak_in_any_value_is_redacted(capsys: pytest.CaptureFixture[str], leak: str) -> None:
    _log().info("something", detail=f"before {leak} after", nested={"x": [leak]})
    logging.getLogger("other.library").warning("failed with %s", leak)
    written = capsys.readouterr().err
    assert logs.HIDDEN in written or MASK in written
    assert leak not in written
    assert "verysecret" not in written
    assert all(json.loads(line) for line in written.splitlines())


def test_words_of_people_are_never_logged(capsys: pytest.CaptureFixture[str]) -> None:
    _log().info("turn", text="我要举报张三", kind="complaint")
    written = capsys.readouterr().err
    assert "张三" not in written
    assert "complaint" in written


@pytest.mark.parametrize("key", ["text", "content", "question", "answer", "body", "address", "openid", "phone"])
def test_what_a_person_said_or_is_reached_by_is_never_logged(capsys: pytest.CaptureFixture[str], key: str) -> None:
    _log().info("turn", **{key: "乡政府大门左边第二家", "kind": "complaint"})
    told = json.loads(capsys.readouterr().err)
    assert (told[key], told["kind"]) == (logs.HIDDEN, "complaint")


def test_of_two_secrets_the_longer_leaves_no_end(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("INFO", ["abcd-efgh", "abcd-efgh-9876"])
    structlog.get_logger().info("sent", detail="with abcd-efgh-9876.")
    assert json.loads(capsys.readouterr().err)["detail"] == f"with {logs.HIDDEN}."


@pytest.mark.parametrize(
    "library", ["aiohttp.access", "sqlalchemy.engine", "aiosqlite", "alembic", "httpx", "httpcore", "telegram"]
)
def test_libraries_that_would_log_paths_and_parameters_are_silent(
    capsys: pytest.CaptureFixture[str], library: str
) -> None:
    logs.configure("DEBUG")
    logging.getLogger(library).info("INSERT INTO sessions VALUES ('某人')")
    logging.getLogger(library).debug("GET /wechat?openid=x")
    assert capsys.readouterr().err == ""
    logging.getLogger(library).warning("lost connection")
    assert "lost connection" in capsys.readouterr().err


def test_an_exception_leaves_frames_but_not_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    log = _log()
    words: dict[str, str] = {}
    try:
        words.pop("我要举报张三")
    except KeyError:
        log.exception("turn.failed", reference="A7")
    written = capsys.readouterr().err
    assert "张三" not in written
    assert "KeyError" in written
    assert "test_logs.py" in written


def test_a_warning_of_a_library_leaves_its_place_but_not_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    _log()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(f"cannot read 13812345678 with {SECRET}", UserWarning, stacklevel=1)
    (line,) = capsys.readouterr().err.splitlines()
    told = json.loads(line)
    assert (told["level"], "test_logs.py" in told["event"]) == ("warning", True)
    assert told["event"].endswith(": UserWarning")
