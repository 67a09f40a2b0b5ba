"""`chat --jsonl` beyond talk: staff, bind codes, due jobs, notices; and what cannot be played."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from tests.preloaded.process import Process
from tests.processes import environment, run_bot

pytestmark = pytest.mark.xdist_group("chat lines")  # over copies of one demonstration

Line = dict[str, Any]


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return environment(tmp_path, EZHEN_DEMO="true")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the demonstration of today: it takes as long as everything that is then played on copies."""
    folder = tmp_path_factory.mktemp("made")
    _is_told_how_to_try(run_bot("demo", env=environment(folder, EZHEN_DEMO="true")))
    return folder / "process.db"


def _is_told_how_to_try(done: CompletedProcess[str]) -> None:
    assert done.returncode == 0, done.stderr
    assert "绑定码" in done.stdout
    assert "演示办公室甲" in done.stdout


def kept(made: Path, folder: Path, name: str = "kept.db") -> tuple[str, str]:
    """The option that keeps a talk in a copy of the demonstration."""
    return "--database", f"sqlite:///{shutil.copy(made, folder / name)}"


def play(env: dict[str, str], *lines: Line, over: tuple[str, ...] = ()) -> list[Line]:
    done = run_bot("chat", "--jsonl", *over, typed="\n".join(map(json.dumps, lines)), env=env)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_staff_contractor_and_notices_in_one_play(env: dict[str, str], made: Path, tmp_path: Path) -> None:
    entered, code, *_ = play(
        env,
        {"staff": "新人", "roles": ["office", "县工信局", "report-officer"]},
        {"bind_code": "演示-2026-01"},
        over=kept(made, tmp_path, "first.db"),
    )
    assert entered == {"staff": "新人", "roles": ["office", "县工信局", "report-officer"], "notices": []}
    assert set(code) == {"bind_code", "code", "notices"}
    played = play(
        env,
        {"staff": "演示办公室甲", "text": "待办"},
        {"staff": "演示办公室甲", "press": 6},
        {"staff": "演示办公室甲", "text": "受理"},  # the button of the card that is shown
        {"staff": "演示办公室甲", "text": "确认"},
        {"staff": "演示办公室甲", "text": "待办"},
        over=kept(made, tmp_path, "second.db"),
    )
    assert set(played[0]) == {"staff", "replies", "kind", "citations", "notices"}
    assert len(played[0]["replies"][0]["buttons"]) == 6
    assert played[2]["kind"] == "form"
    told = {(notice["to"], notice["channel"]) for notice in played[3]["notices"]}
    assert told == {("演示承办丙", "terminal"), ("演示工信局甲", "console"), ("演示工信局乙", "console")}
    assert played[4]["notices"] == []


def test_a_contractor_binds_and_a_form_asks(env: dict[str, str], made: Path, tmp_path: Path) -> None:
    over = kept(made, tmp_path)
    (issued,) = play(env, {"bind_code": "演示-2026-01"}, over=over)
    played = play(
        env,
        {"user": "甲", "text": issued["code"].lower()},
        {"user": "甲", "text": "确认绑定"},
        {"user": "甲", "text": "我要申请"},
        over=over,
    )
    assert "示例连翘电商有限公司（演示）" in played[0]["replies"][0]["text"]
    assert played[2]["kind"] == "form"


_NOT_PLAYED: list[tuple[Line, str, str]] = [
    ({"staff": "没有的人", "text": "待办"}, "staff", "没有叫“没有的人”的工作人员"),
    ({"staff": "甲", "roles": ["厂长"]}, "staff", "没有“厂长”这种角色"),
    ({"staff": "甲", "roles": []}, "staff", "没有写角色"),
    ({"staff": "甲", "roles": ["管理员", "office"]}, "staff", "管理员不办业务"),
    ({"bind_code": "演示-2026-99"}, "bind_code", "没有编号为“演示-2026-99”的合同"),
    ({"user": "甲", "event": "sneeze"}, "user", "没有 sneeze 这种 event"),
    ({"user": "甲", "staff": "乙", "text": "待办"}, "user", "每行只做一件事"),
    ({"roles": ["office"]}, "", "每行只做一件事"),
    ({"user": "甲", "bind_code": "演示-2026-01"}, "bind_code", "每行只做一件事"),
    ({"staff": "甲", "roles": "office"}, "staff", "roles：应当是列表"),
]
"""A line, what its answer names of it, and what is said of it."""


def test_what_cannot_be_played_is_said_in_chinese(env: dict[str, str]) -> None:
    over = "--database", env["EZHEN_DATABASE_URL"]
    answers = play(env | {"EZHEN_DEMO": "false"}, *(line for line, _, _ in _NOT_PLAYED), over=over)
    for answer, (line, named, said) in zip(answers, _NOT_PLAYED, strict=True):
        assert said in answer["error"]
        assert named == "" or answer[named] == line[named]


def test_time_runs_what_is_due(env: dict[str, str]) -> None:
    database = env["EZHEN_DATABASE_URL"]
    lines: list[Line] = [{"staff": "甲", "roles": ["office"]}, {"advance_hours": 24}, {"advance_hours": 24}]
    typed = "\n".join(map(json.dumps, lines))
    run_bot("chat", "--jsonl", "--database", database, typed=typed, env=env)
    heads = run_bot("audit", "heads", env=env)
    assert '"day":"' in heads.stdout
    assert len(heads.stdout.splitlines()) >= 2


def test_staff_chat_in_the_terminal(env: dict[str, str], made: Path, tmp_path: Path) -> None:
    over = kept(made, tmp_path)
    done = run_bot("chat", *over, "--staff", "演示办公室甲", typed="待办\n退出\n", env=env)
    assert "演示办公室甲（领导小组办公室）的工作台" in done.stdout
    assert "等您办理的有 6 件" in done.stdout
    stranger = run_bot("chat", *over, "--staff", "路人", typed="待办\n", env=env)
    assert stranger.returncode == 1
    assert "路人" in stranger.stderr


def test_the_demo_is_made_once_and_told_how_to_try(env: dict[str, str], made: Path, tmp_path: Path) -> None:
    shutil.copy(made, tmp_path / "process.db")
    _is_told_how_to_try(run_bot("demo", env=env))


def test_a_used_database_gets_no_demo(env: dict[str, str]) -> None:
    run_bot("chat", "--database", env["EZHEN_DATABASE_URL"], typed="支持哪些方面\n", env=env)
    refused = run_bot("demo", env=env)
    assert refused.returncode == 2
    assert "EZHEN_DEMO：数据库里已经有数据" in refused.stderr


@pytest.mark.rotated("demonstrations", 2)
def test_a_chat_over_the_demonstration_tells_a_code_that_binds_in_it(tmp_path: Path) -> None:
    env = environment(tmp_path, EZHEN_DEMO="")
    with Process("chat", env=env) as process:
        told = next(line for line in iter(process.stdout.readline, b"") if "绑定码".encode() in line).decode()
        code = told.partition("绑定码 ")[2][:10]
        said, _ = process.communicate(f"{code}\n确认绑定\n退出\n".encode())
    assert "绑定成功：示例连翘电商有限公司（演示）" in said.decode()
    quiet = run_bot("chat", "--database", env["EZHEN_DATABASE_URL"], typed="退出\n", env=env)
    assert "绑定码" not in quiet.stdout


@pytest.mark.rotated("demonstrations", 2)
@pytest.mark.parametrize("is_thrown_away", [True, False])
def test_money_is_entered_in_a_database_that_is_thrown_away_and_in_no_other(
    env: dict[str, str], made: Path, tmp_path: Path, *, is_thrown_away: bool
) -> None:
    over = () if is_thrown_away else kept(made, tmp_path, "paying.db")
    env = {**env, "EZHEN_DEMO": "true"}
    listed, tried = play(
        env,
        {"staff": "演示拨付甲", "text": "待办"},
        {"staff": "演示拨付甲", "press": 1},
        {"staff": "演示拨付甲", "text": "登记拨付"},
        over=over,
    )[::2]
    assert "等您办理的" in listed["replies"][0]["text"]
    assert (tried["kind"] == "form") is is_thrown_away
    assert ("请在工作台办理" in str(tried["replies"])) is not is_thrown_away
