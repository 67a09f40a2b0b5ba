"""`arrangements` and `intentions`, each as a process of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.demonstration import files_of
from tests.processes import environment, run_bot


@pytest.fixture
def env(tmp_path: Path, county_file: Path) -> dict[str, str]:
    made = environment(tmp_path, EZHEN_FILES=str(files_of(county_file)))
    shutil.copy(county_file, tmp_path / "process.db")
    for words in (("办公室甲", "--role", "office"), ("财务甲", "--role", "payer")):
        assert run_bot("staff", "add", *words, env=made).returncode == 0
    return {**made, "COLUMNS": "160"}


def test_the_office_sets_days_off_and_sees_to_an_intention(env: dict[str, str]) -> None:
    days = ("arrangements", "set", "holidays", "2026-12-31", "2027-01-01", "--by")
    refused = run_bot(*days, "财务甲", env=env)
    assert refused.returncode == 1
    assert "您的角色不能改" in refused.stderr
    assert "2026-12-31至2027-01-01" in run_bot(*days, "办公室甲", env=env).stdout
    listed = run_bot("arrangements", "list", env=env).stdout
    assert "2026-12-31至2027-01-01" in listed
    assert "领导小组办公室（没有设置时）" in listed  # bodies are called by their names here too
    unknown = run_bot("arrangements", "set", "weather", "是", "--by", "办公室甲", env=env)
    assert unknown.returncode == 1
    assert "holidays" in unknown.stderr
    waiting = ("intentions", "list", "--by", "办公室甲")
    assert "演示" in run_bot(*waiting, env=env).stdout
    assert "已处理" in run_bot("intentions", "seen", "1", "--by", "办公室甲", env=env).stdout
    assert "没有等办公室查看" in run_bot(*waiting, env=env).stdout
    assert run_bot("audit", "verify", env=env).returncode == 0
