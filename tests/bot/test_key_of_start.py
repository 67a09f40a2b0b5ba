"""The key file at the start of commands: made for a new database, asked for ever after."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.keyfile import KeyFile
from tests.processes import environment, run_bot


def test_a_command_refuses_a_missing_key_and_another_key_and_says_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "keys" / "audit.pem"
    env = environment(tmp_path / "data", EZHEN_AUDIT_KEY_FILE=str(file))
    assert run_bot("db", "upgrade", env=env).returncode == 0
    assert file.stat().st_mode & 0o777 == 0o600
    assert run_bot("staff", "list", env=env).returncode == 0
    own = file.rename(tmp_path / "own.pem")
    for words in (("staff", "list"), ("db", "upgrade"), ("run",), ("demo",)):
        refused = run_bot(*words, env=env)
        assert refused.returncode == 2
        assert f"EZHEN_AUDIT_KEY_FILE：密钥文件 {file} 不能用（没有这个文件" in refused.stderr
        assert not file.exists()
    KeyFile.create(file)
    refused = run_bot("staff", "list", env=env)
    assert (refused.returncode, "不是这个数据库的密钥" in refused.stderr) == (2, True)
    own.replace(file)
    assert run_bot("staff", "list", env=env).returncode == 0


@pytest.mark.parametrize("words", [("chat", "--jsonl")])
def test_a_throw_away_talk_touches_no_configured_key(tmp_path: Path, words: tuple[str, ...]) -> None:
    file = tmp_path / "keys" / "audit.pem"
    env = environment(tmp_path / "data", EZHEN_AUDIT_KEY_FILE=str(file))
    done = run_bot(*words, typed='{"user":"甲","text":"你好"}\n', env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert not file.exists()
