"""The commands, each as a process of its own: what operators and measuring scripts rely on."""

from __future__ import annotations

import json
import signal
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

from tests.preloaded.process import PATIENCE
from tests.processes import ROOT, environment, run_bot, run_bot_literally, serving, serving_literally


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return environment(tmp_path)


@pytest.mark.rotated("interpreters", 2)
def test_ask_prints_one_cited_answer(env: dict[str, str]) -> None:
    done = run_bot_literally("ask", "烂尾咋办", env=env)
    assert done.returncode == 0, done.stderr
    assert "追回前期预付资金" in done.stdout.decode()
    assert "第九条" in done.stdout.decode()


def test_ask_answers_every_line(env: dict[str, str]) -> None:
    lines = ['{"id": "a", "q": "第12条"}', '{"id": 2, "q": "明天天气"}', "junk", '{"id": "d", "q": ""}']
    done = run_bot("ask", "--jsonl", typed="\n".join(lines), env=env)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer.get("id") for answer in answers] == ["a", 2, None, "d"]
    assert answers[0]["citations"] == ["12"]
    assert set(answers[0]) == {"id", "kind", "text", "citations"}
    assert (answers[1]["kind"], answers[1]["citations"]) == ("oos", [])
    assert "error" in answers[2]
    assert answers[3]["text"]


def test_chat_plays_json_lines(env: dict[str, str]) -> None:
    lines = [
        {"user": "甲", "event": "subscribe"},
        {"user": "甲", "text": "支持哪些方面"},
        {"user": "甲", "press": 3},
        {"user": "乙", "text": "3"},
        {"advance_hours": 72},
        {"user": "甲", "event": "image", "path": "x.jpg"},
        {"user": "甲"},
        {"staff": "丙", "text": "待办"},
    ]
    done = run_bot("chat", "--jsonl", typed="\n".join(map(json.dumps, lines)), env=env)
    played = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, done.stderr
    assert len(played) == len(lines)
    assert len(played[1]["replies"][0]["buttons"]) == 10
    assert played[2]["citations"] == ["7.3"]
    assert played[3]["citations"] == []
    assert set(played[0]) == {"user", "replies", "kind", "citations", "notices"}
    assert all("error" in line for line in played[6:])


def test_chat_keeps_the_talk_where_a_database_is_named(env: dict[str, str], tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'kept.db'}"
    first = {"user": "甲", "text": "支持哪些方面"}
    run_bot("chat", "--jsonl", "--database", database, typed=json.dumps(first), env=env)
    done = run_bot("chat", "--jsonl", "--database", database, typed='{"user": "甲", "press": 2}', env=env)
    assert json.loads(done.stdout)["citations"] == ["7.2"]


def test_chat_is_typed_by_people(env: dict[str, str]) -> None:
    done = run_bot("chat", typed="支持哪些方面\n8\n退出\n", env=env)
    assert "我是自动应答助手，不是工作人员" in done.stdout
    assert "健全物流配送体系" in done.stdout
    assert "0 人工/电话/地址" in done.stdout


def test_kb_parse_prints_a_line_a_file(env: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "scan.ofd").write_bytes(b"PK\x03\x04")
    measure = ROOT / "policy_kb" / "data" / "anze" / "measure.txt"
    done = run_bot("kb", "parse", str(measure), str(tmp_path / "scan.ofd"), env=env)
    parsed, refused = map(json.loads, done.stdout.splitlines())
    assert len(parsed["articles"]) == 19
    assert parsed["gaps"] == ["11"]
    assert "error" in refused


def test_kb_init_makes_a_folder_that_answers(env: dict[str, str], tmp_path: Path) -> None:
    bare = tmp_path / "rule.txt"
    bare.write_text("第一条 为了保护古树，制定本办法。\n第二条 砍伐古树的，处罚款。\n", encoding="utf-8")
    assert run_bot("kb", "init", str(bare), str(tmp_path / "kb"), env=env).returncode == 0
    done = run_bot("ask", "--kb", str(tmp_path / "kb"), "砍伐古树怎么罚", env=env)
    assert "“砍伐古树的，处罚款。”（第二条）" in done.stdout


def test_kb_check_finds_nothing_wrong_with_the_measure(env: dict[str, str]) -> None:
    done = run_bot("kb", "check", str(ROOT / "policy_kb" / "data" / "anze"), env=env)
    assert (done.returncode, done.stdout) == (0, "")


def test_a_bad_setting_is_one_clear_message(env: dict[str, str]) -> None:
    done = run_bot("run", env=env | {"EZHEN_HTTP__PORT": "eighty"})
    assert done.returncode == 2
    assert "EZHEN_HTTP__PORT" in done.stderr
    assert "Traceback" not in done.stderr


def test_doctor_names_what_to_do(env: dict[str, str]) -> None:
    assert run_bot("db", "upgrade", env=env).returncode == 0
    done = run_bot("doctor", env=env)
    assert "[正常] 数据库" in done.stdout
    assert "EZHEN_OFFICE__PHONE" in done.stdout
    assert done.returncode == 1


def test_doctor_says_when_the_database_is_not_migrated(env: dict[str, str]) -> None:
    assert "[要处理] 数据库" in run_bot("doctor", env=env).stdout


def test_outbox_list_and_replay_answer_on_an_empty_box(env: dict[str, str]) -> None:
    run_bot("db", "upgrade", env=env)
    assert "没有这种状态的消息" in run_bot("outbox", "list", env=env).stdout
    assert "不存在" in run_bot("outbox", "replay", "7", env=env).stdout


def test_the_menu_cannot_be_published_without_keys(env: dict[str, str]) -> None:
    menu = run_bot("wechat", "menu", env=env)
    assert (menu.returncode, "EZHEN_WECHAT__APP_ID" in menu.stderr) == (2, True)


@pytest.mark.rotated("interpreters", 2)
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_run_serves_and_stops_cleanly(env: dict[str, str], stop: signal.Signals) -> None:
    with serving_literally(env) as (process, address):
        with urllib.request.urlopen(f"{address}/health") as answer:
            assert json.load(answer)["ok"] is True
        process.send_signal(stop)
        assert process.wait(timeout=PATIENCE) == 0


def test_a_menu_survives_kill_9(env: dict[str, str]) -> None:
    brought = {"Cookie": ""}

    def post(address: str, **form: str) -> str:
        body = urllib.parse.urlencode(form).encode()
        request = urllib.request.Request(f"{address}/", body, brought)
        with urllib.request.urlopen(request) as answer:
            brought["Cookie"] = answer.headers["Set-Cookie"].partition(";")[0]
            page: str = answer.read().decode()
            return page

    with serving(env) as (process, address):
        assert "创业创新" in post(address, id="a", text="支持哪些方面")
        process.kill()
        process.wait(timeout=PATIENCE)
    with serving(env) as (_, address):
        assert "第七条第（二）项" in post(address, id="b", pick="2")
