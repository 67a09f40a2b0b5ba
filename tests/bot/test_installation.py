"""`doctor` looks at the machine too: modes, free disk, the key, changed originals, a unit with settings."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot import installation
from bot.commands.doctor import examine
from bot.installation import environment_of, overridden
from bot.settings import Settings
from handlers.texts import operations
from tests.bot.media.test_doctor import _hand_in
from tests.keys import key_file
from tests.processes import environment, run_bot

UNIT = """
[Service]
Environment=PYTHONDONTWRITEBYTECODE=1 "EZHEN_DATABASE_URL=sqlite:////var/lib/ezhen/ezhen.sqlite3"
# Environment=EZHEN_DEMO=true
Environment=EZHEN_HTTP__PORT=9090 \\
    EZHEN_LOG_LEVEL=DEBUG
[Install]
"""


def made(folder: Path) -> Settings:
    """An installation in a folder, everything as the service makes it."""
    env = environment(folder)
    assert run_bot("db", "upgrade", env=env).returncode == 0
    _hand_in(env)
    for place, mode in ((folder / "process.db", 0o600), (folder / "files", 0o700)):
        place.chmod(mode)
    return Settings(
        database_url=env["EZHEN_DATABASE_URL"], files=Path(env["EZHEN_FILES"]), audit_key_file=key_file()
    )


def findings(configured: Settings) -> dict[str, str]:
    """What is to be done, by subject."""

    async def look() -> dict[str, str]:
        return {one.subject: one.advice async for one in examine(configured) if not one.well}

    return asyncio.run(look())


def test_a_sound_installation_is_told_so_and_each_fault_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installation, "unit_text", lambda: "")
    monkeypatch.setattr("bot.settings.ROOT", tmp_path)
    monkeypatch.setattr(installation, "LEAST_FREE", 1)
    configured = made(tmp_path)
    watched = {
        operations.MODES,
        operations.DISK,
        operations.POWER,
        operations.KEY,
        operations.FILES,
        operations.SERVICE,
    }
    assert not watched & set(findings(configured))

    (tmp_path / "config.toml").write_text("")
    (tmp_path / "config.toml").chmod(0o644)
    (tmp_path / "process.db").chmod(0o640)
    (tmp_path / "files").chmod(0o755)
    [original] = (tmp_path / "files").glob("[0-9]*/*")
    original.chmod(0o600)
    original.write_bytes(b"y")
    monkeypatch.setattr(installation, "LEAST_FREE", 1 << 60)
    monkeypatch.setattr(installation, "unit_text", lambda: UNIT)
    found = findings(configured)
    for command in ("600 {}/config.toml", "600 {}/process.db", "700 {}/files"):
        assert f"chmod {command.format(tmp_path)}" in found[operations.MODES]
    assert "抽查发现 1 份材料的原文件和收到时不一样" in found[operations.FILES]
    assert f"{tmp_path} 只剩" in found[operations.DISK]
    assert "EZHEN_DATABASE_URL、EZHEN_HTTP__PORT、EZHEN_LOG_LEVEL 和这里读到的不一样" in found[operations.SERVICE]

    other = configured.model_copy(update={"audit_key_file": tmp_path / "none.pem"})
    assert "EZHEN_AUDIT_KEY_FILE" in (findings(other))[operations.KEY]


def test_a_unit_that_says_the_same_as_config_toml_overrides_nothing(tmp_path: Path) -> None:
    same = Settings(database_url=f"sqlite:///{tmp_path}/a.db")
    told = environment_of(f"[Service]\nEnvironment=EZHEN_DATABASE_URL=sqlite:///{tmp_path}/a.db\n")
    assert told
    assert overridden(same, told) == []
    assert overridden(same, told | {"EZHEN_HTTP__PORT": "nonsense"}) == ["EZHEN_DATABASE_URL", "EZHEN_HTTP__PORT"]


def test_a_unit_is_read_as_systemd_reads_it(tmp_path: Path) -> None:
    (tmp_path / "env").write_text("# EZHEN_DEMO=true\nEZHEN_LOG_LEVEL='ERROR'\n")
    assert environment_of(UNIT) == {
        "EZHEN_DATABASE_URL": "sqlite:////var/lib/ezhen/ezhen.sqlite3",
        "EZHEN_HTTP__PORT": "9090",
        "EZHEN_LOG_LEVEL": "DEBUG",
    }
    assert environment_of(f"{UNIT}Environment=\nEnvironmentFile=-{tmp_path}/env\n") == {"EZHEN_LOG_LEVEL": "ERROR"}
    assert environment_of(f"EnvironmentFile={tmp_path}/none\nEnvironment='EZHEN_DEMO=true\n") == {}


def test_the_unit_is_asked_of_systemd_and_else_read_from_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    systemctl = tmp_path / "systemctl"
    systemctl.write_text('#!/bin/sh\n[ "$2" = ezhen.service ] && echo "[Service] of $1"\n')
    systemctl.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert installation.unit_text() == "[Service] of cat\n"
    systemctl.write_text("#!/bin/sh\nexit 1\n")
    monkeypatch.setattr(installation, "_PLACES", (tmp_path / "none", tmp_path))
    assert installation.unit_text() == ""
    (tmp_path / "ezhen.service").write_text("[Service]")
    (tmp_path / "ezhen.service.d").mkdir()
    (tmp_path / "ezhen.service.d" / "override.conf").write_text("Environment=EZHEN_DEMO=true")
    assert installation.unit_text() == "[Service]\nEnvironment=EZHEN_DEMO=true"


@pytest.mark.postgres
def test_a_server_that_forgets_when_the_power_is_lost_is_named(postgres_url: str) -> None:
    """That of the tests does."""
    found = findings(Settings(database_url=postgres_url, audit_key_file=key_file()))
    assert "PostgreSQL 关闭了 fsync、full_page_writes、synchronous_commit" in found[operations.POWER]
