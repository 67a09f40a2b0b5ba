"""Mistakes of operators and of scripts: one clear message each, never a traceback, never a password."""

from __future__ import annotations

import json
import os
import pty
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.preloaded.process import PATIENCE
from tests.processes import BOT, environment, run_bot, run_bot_on_bytes


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return environment(tmp_path)


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def _refused(*words: str, env: dict[str, str]) -> str:
    done = run_bot(*words, env=env)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert "SELECT" not in done.stderr
    assert "hidden" not in done.stderr
    return done.stderr


def test_a_taken_port_is_named(env: dict[str, str], taken_port: int) -> None:
    said = _refused("run", env=env | {"EZHEN_HTTP__PORT": str(taken_port)})
    assert f"EZHEN_HTTP__PORT：不能在 127.0.0.1:{taken_port} 上监听（端口已被占用" in said


@pytest.mark.parametrize("host", ["203.0.113.7", "no such host", "a..b"])
def test_a_host_that_is_not_ours_is_named(env: dict[str, str], host: str) -> None:
    assert "EZHEN_HTTP__HOST" in _refused("run", env=env | {"EZHEN_HTTP__HOST": host, "EZHEN_HTTP__PORT": "0"})


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("sqlite:///{folder}", "这是一个文件夹"),
        ("sqlite:///{folder}/text/x.db", "不是文件夹"),
        ("sqlite:////proc/nowhere/x.db", "/proc/nowhere/x.db"),
        ("sqlite:///{folder}/text", "不是 SQLite 数据库"),
        ("postgresql://u:hidden@127.0.0.1:1/n", "拒绝连接"),
        ("postgresql://u:hidden@127.0.0.1:port/n", "端口是数字"),
        ("sqlite:///", "绝对路径有四个斜杠"),
    ],
)
def test_a_database_of_no_use_is_named(env: dict[str, str], tmp_path: Path, url: str, said: str) -> None:
    (tmp_path / "text").write_text("no database, but more than a hundred bytes of text" * 20, encoding="utf-8")
    refusal = _refused("db", "upgrade", env=env | {"EZHEN_DATABASE_URL": url.format(folder=tmp_path)})
    assert "EZHEN_DATABASE_URL" in refusal
    assert said in refusal


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_database_that_is_only_read_is_named(env: dict[str, str], tmp_path: Path) -> None:
    run_bot("db", "upgrade", env=env)
    (tmp_path / "process.db").chmod(0o400)
    assert "EZHEN_DATABASE_URL" in _refused("run", env=env)


@pytest.mark.postgres
@pytest.mark.parametrize(("user", "name"), [("postgres", "nowhere"), ("nobody", "postgres")])
def test_a_stranger_to_the_server_is_told_so(env: dict[str, str], postgres_url: str, user: str, name: str) -> None:
    head, _, tail = postgres_url.partition("@")
    url = head.replace("postgres:", f"{user}:", 1) + "@" + tail.replace(tail.split("?")[0].strip("/"), name, 1)
    assert "EZHEN_DATABASE_URL" in _refused("db", "upgrade", env=env | {"EZHEN_DATABASE_URL": url})


def test_chat_blames_its_option(env: dict[str, str], tmp_path: Path) -> None:
    assert "--database：" in _refused("chat", "--database", "/x", env=env)
    assert "--database：" in _refused("chat", "--database", f"sqlite:///{tmp_path}", env=env)


@pytest.mark.parametrize("words", [("outbox", "list"), ("outbox", "replay", "7"), ("kb", "misses")])
def test_a_database_that_is_not_there_is_not_made(
    env: dict[str, str], tmp_path: Path, words: tuple[str, ...]
) -> None:
    assert "db upgrade" in _refused(*words, env=env)
    assert not (tmp_path / "process.db").exists()
    (tmp_path / "process.db").touch()
    assert "db upgrade" in _refused(*words, env=env)


@pytest.fixture
def refusing() -> Iterator[str]:
    """The address of a platform that does not know the account."""

    class Refusal(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            said = b'{"errcode": 40013, "errmsg": "invalid appid"}'
            self.send_response(200)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Refusal) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_doctor_makes_no_database_and_logs_nothing(env: dict[str, str], tmp_path: Path, refusing: str) -> None:
    account = {
        "EZHEN_WECHAT__APP_ID": "wxba5fad812f8e6fb9",
        "EZHEN_WECHAT__APP_SECRET": "hidden",
        "EZHEN_WECHAT__TOKEN": "AAAAA",
        "EZHEN_WECHAT__MODE": "plain",
        "EZHEN_WECHAT__API_BASE": refusing,
    }
    done = run_bot("doctor", env=env | account)
    assert "db upgrade" in done.stdout
    assert not (tmp_path / "process.db").exists()
    assert all(line.startswith("[") for line in done.stdout.splitlines())
    assert done.stderr == ""
    menu = run_bot("wechat", "menu", env=env | account)
    assert len((menu.stdout + menu.stderr).splitlines()) == 1


def test_ask_names_the_line_that_it_refuses(env: dict[str, str]) -> None:
    lines = ['\ufeff{"id": "a", "q": "第12条"}', '{"id": "b"}', '{"id": true, "q": "x"}', '{"id": 1.5, "q": "x"}']
    done = run_bot("ask", "--jsonl", typed="\n".join(lines), env=env)
    first, *refused = [json.loads(line) for line in done.stdout.splitlines()]
    assert first["citations"] == ["12"]
    assert [line["id"] for line in refused] == ["b", True, 1.5]
    assert "q：缺少这一项" in refused[0]["error"]


def test_ask_goes_on_after_bytes_that_are_no_text(env: dict[str, str]) -> None:
    typed = b'{"id": 1, "q": "\xb5\xda"}\n{"id": 2, "q": "x"}\r\n\n{"id": 3, "q": "x"}'
    done = run_bot_on_bytes("ask", "--jsonl", typed=typed, env=env)
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [1, 2, 3]


def test_chat_names_the_person_of_a_line_that_it_refuses(env: dict[str, str]) -> None:
    lines = [
        '{"user": "甲"}',
        '{"user": "乙", "press": "x"}',
        '{"user": "丙", "text": NaN}',
        "[",
        '{"user": 1e400}',
    ]
    done = run_bot("chat", "--jsonl", typed="\n".join(lines), env=env)
    played = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line.get("user") for line in played] == ["甲", "乙", "丙", None, None]
    assert all("error" in line for line in played)


def test_the_clock_moves_by_twenty_years_at_the_most(env: dict[str, str]) -> None:
    steps = ["1e400", "1e9", "-1", "NaN", "100000", "100000", "24"]
    typed = "\n".join(f'{{"advance_hours": {step}}}' for step in steps)
    done = run_bot("chat", "--jsonl", typed=typed, env=env)
    played = [json.loads(line) for line in done.stdout.splitlines()]
    assert ["error" in line for line in played] == [True, True, True, True, False, True, False]


def test_what_is_no_answer_is_small_talk(env: dict[str, str]) -> None:
    acts: list[dict[str, object]] = [{"event": "image"}, {"press": 77}, {"event": "subscribe"}, {"text": ""}]
    typed = "\n".join(json.dumps({"user": "甲", **act}) for act in acts)
    done = run_bot("chat", "--jsonl", typed=typed, env=env)
    assert {json.loads(line)["kind"] for line in done.stdout.splitlines()} == {"smalltalk"}


@pytest.mark.rotated("interpreters", 2)
def test_a_reader_that_leaves_is_no_failure(env: dict[str, str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*BOT, "ask", "第12条"], env=env, stdout=writing, stderr=subprocess.PIPE, timeout=PATIENCE, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.rotated("interpreters", 2)
def test_a_chat_without_input_ends(env: dict[str, str]) -> None:
    words = ["sh", "-c", 'exec "$@" <&-', "sh", *BOT, "chat"]
    done = subprocess.run(words, env=env, capture_output=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.rotated("interpreters", 2)
def test_ctrl_c_ends_the_chat_at_once(env: dict[str, str]) -> None:
    ours, theirs = pty.openpty()
    # A child inherits an interrupt that is ignored, as it is in whatever a shell started in the background.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [*BOT, "chat"],
        env=env | {"PYTHONUNBUFFERED": "1"},
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        os.read(process.stdout.fileno(), 1)  # the greeting: it waits for a line
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=PATIENCE)
    finally:
        signal.signal(signal.SIGINT, before)
        process.kill()
        process.wait()
        os.close(ours)
        os.close(theirs)
    assert (process.returncode, said) == (130, b"")
