"""docs/adding.md, done: what a newcomer adds works wholly, or is refused with what is missing."""

from __future__ import annotations

import json
from pathlib import Path

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields

from handlers.casework.attempt import Transition
from handlers.messages import Traits
from tests.policy_kb.foreign import PER_MU
from tests.processes import ROOT, environment, run_bot


def test_a_document_answers_from_its_folder_or_is_refused(tmp_path: Path) -> None:
    env, folder = environment(tmp_path), tmp_path / "kb"
    (tmp_path / "补贴.txt").write_text(PER_MU, "utf-8")
    made = run_bot("kb", "init", str(tmp_path / "补贴.txt"), str(folder), env=env)
    assert (made.returncode, f"kb check {folder}" in made.stdout) == (0, True)
    checked = run_bot("kb", "check", str(folder), env=env)
    assert checked.returncode == 0
    assert "who-applies" in checked.stdout
    (folder / "guide.toml").write_text('[roles]\nwho-applies = "4"\n', "utf-8")
    lines = [{"id": "sum", "q": "一亩给多少钱"}, {"id": "apply", "q": "我要申请"}]
    done = run_bot("ask", "--kb", str(folder), "--jsonl", typed="\n".join(map(json.dumps, lines)), env=env)
    answers = {answer["id"]: answer for answer in map(json.loads, done.stdout.splitlines())}
    assert (answers["sum"]["kind"], answers["sum"]["citations"]) == ("rules", ["3"])
    assert (answers["apply"]["kind"], answers["apply"]["citations"]) == ("apply", ["4"])
    (folder / "guide.toml").write_text('[roles]\nwho-applies = "14"\npayer = "5"\n', "utf-8")
    refused = run_bot("ask", "--kb", str(folder), "一亩给多少钱", env=env)
    assert refused.returncode == 2
    assert "payer" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_every_trait_of_a_channel_is_told_to_whoever_adds_one() -> None:
    told = (ROOT / "docs" / "adding.md").read_text("utf-8")
    assert [trait.name for trait in fields(Traits) if f"| `{trait.name}` |" not in told] == []


def test_every_declaration_of_an_act_that_may_be_left_out_is_told() -> None:
    told = (ROOT / "docs" / "adding.md").read_text("utf-8")
    assert [name for name in _optional(Transition) if f"`{name}`" not in told] == []


def _optional(declared: type[Struct]) -> list[str]:
    return [field.name for field in fields(declared) if field.default is not NODEFAULT]
