"""Peers: asked by JSON lines in a process of their own; what keeps one from answering never stops the run."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.comparison import comparison_table
from benchmarks.peers.outcomes import Found, PeerError, PeerRun
from benchmarks.peers.runs import PEERS, Peer, ask_peer
from benchmarks.peers.venvs import make_once, pins_of
from benchmarks.scoring import Question, Verdict
from policy_kb.models import AnswerKind

PASSAGES = {"1": "甲方提交申请", "2.1": "乙方开展培训"}


def here(_module: str) -> Path:
    """This interpreter, which has rapidfuzz and no other peer."""
    return Path(sys.executable)


def question(article: str) -> Question:
    return Question(id="q", q="问", kind=AnswerKind.RULES, articles=(article,))


def test_a_peer_answers_every_question_in_order() -> None:
    run = ask_peer(Peer("rapidfuzz", "token_set_ratio"), PASSAGES, ["培训", "谁来申请", "培训\n换行"], here)
    assert not run.trouble
    assert [found.first for found in run.found] == ["2.1", "1", "2.1"]
    assert all(found.seconds > 0 for found in run.found)


def test_a_peer_without_its_packages_is_reported() -> None:
    run = ask_peer(Peer("ChatterBot", "chatterbot_match"), PASSAGES, ["培训"], here)
    assert run == PeerRun(
        "ChatterBot", trouble="it does not run: ModuleNotFoundError: No module named 'chatterbot'"
    )


def test_a_peer_that_says_something_else_is_reported() -> None:
    run = ask_peer(Peer("silent", "outcomes"), PASSAGES, ["培训"], here)
    assert run.trouble == "it answered 0 of 1 questions"


def test_a_peer_whose_environment_cannot_be_made_is_reported() -> None:
    def nowhere(module: str) -> Path:
        raise PeerError(f"no {module} here")

    assert ask_peer(PEERS[0], PASSAGES, ["培训"], nowhere).trouble == "no token_set_ratio here"


@pytest.mark.rotated("environments", 1)
def test_pins_that_cannot_be_installed_leave_no_finished_environment(tmp_path: Path) -> None:
    pins = tmp_path / "broken.txt"
    pins.write_text("not a requirement ==\n", "utf-8")
    with pytest.raises(PeerError, match="its environment cannot be made"):
        make_once(pins, tmp_path / "venv")
    assert not (tmp_path / "venv" / "made-from").exists()


@pytest.mark.rotated("environments", 1)
def test_an_environment_is_made_once_and_again_when_its_pins_change(tmp_path: Path) -> None:
    pins, made = tmp_path / "none.txt", tmp_path / "venv" / "made-from"
    pins.write_text("# nothing\n", "utf-8")
    python = make_once(pins, tmp_path / "venv")
    first = made.stat().st_mtime_ns
    make_once(pins, tmp_path / "venv")
    assert made.stat().st_mtime_ns == first
    pins.write_text("# nothing, still\n", "utf-8")
    assert make_once(pins, tmp_path / "venv") == python
    assert made.stat().st_mtime_ns > first


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.module)
def test_every_peer_has_a_module_and_exact_pins_with_hashes(peer: Peer) -> None:
    assert pins_of(peer.module).with_suffix(".py").is_file()
    lines = pins_of(peer.module).read_text("utf-8").splitlines()
    starts = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert starts
    assert all("==" in line and line.endswith("\\") for line in starts)
    assert not any("://" in line for line in lines)


def test_the_table_sets_peers_beside_the_assistant_and_names_the_missing_one() -> None:
    verdicts = [Verdict(question("1"), right=False, first=True), Verdict(question("2"), right=True, first=True)]
    runs = [
        PeerRun("near", found=(Found(first="1", seconds=0.002), Found(first="", seconds=0.002))),
        PeerRun("far", trouble="no way"),
    ]
    table = comparison_table("file", verdicts, [0.001, 0.001], runs)
    assert [(row[0], row[1], row[3]) for row in table.rows] == [
        ("this assistant", "2 of 2", "1.000"),
        ("near", "1 of 2", "2.000"),
    ]
    assert table.notes == ("far is missing: no way",)
