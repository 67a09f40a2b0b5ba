"""What this machine says about the installation: who may read its files, free disk, the service's own settings."""

from __future__ import annotations

import re
import shlex
import shutil
import stat
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, SecretStr, ValidationError

from bot import settings
from bot.settings import PREFIX, Settings
from policy_kb.expressions import lazy_compile
from store.engines import async_url, is_sqlite

LEAST_FREE = 2 * 1024**3
"""Bytes: ten forms of materials, and the database's own growth."""

UNIT = "ezhen.service"
_PLACES = (Path("/etc/systemd/system"), Path("/run/systemd/system"), Path("/usr/lib/systemd/system"))
_TIMEOUT = 10.0  # seconds for systemctl, which answers at once where it answers at all
_LINE = lazy_compile(r"^\s*(Environment|EnvironmentFile)\s*=(.*)$")


def private_places(configured: Settings) -> Iterator[Path]:
    """Files and folders that only the product's own account may open."""
    url = async_url(configured.database_url)
    if is_sqlite(url):
        database = Path(str(url.database))
        yield from (database, Path(f"{database}-wal"), Path(f"{database}-shm"))
    yield configured.files
    yield configured.audit_key_file
    yield settings.ROOT / "config.toml"


def open_to_others(places: Iterator[Path]) -> list[Path]:
    """Those that the group or everybody else may read, change or enter; what is not there is open to nobody."""
    return [place for place in places if place.exists() and place.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]


def free_bytes(place: Path) -> int:
    """What is free where the file or folder is, or will be."""
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free


def unit_text() -> str:
    """The service's unit with its drop-ins, as systemd has it or as it lies on the disk; else ""."""
    systemctl = shutil.which("systemctl")
    if systemctl:
        try:
            asked = subprocess.run(  # noqa: S603 -- found on the path, with a name of our own
                (systemctl, "cat", UNIT), capture_output=True, text=True, check=False, timeout=_TIMEOUT
            )
        except (OSError, subprocess.SubprocessError):
            pass
        else:
            if asked.returncode == 0:
                return asked.stdout
    return "\n".join(file.read_text(encoding="utf-8", errors="replace") for file in _unit_files())


def _unit_files() -> Iterator[Path]:
    for folder in _PLACES:
        if (folder / UNIT).is_file():
            yield folder / UNIT
            break
    for folder in _PLACES:
        yield from sorted((folder / f"{UNIT}.d").glob("*.conf"))


def environment_of(unit: str) -> dict[str, str]:
    """Our variables that the unit sets, in the order of systemd: a later line wins, an empty one clears."""
    found: dict[str, str] = {}
    for line in unit.replace("\\\n", " ").splitlines():
        match _LINE.match(line):
            case re.Match() as read if read[1] == "Environment":
                if not read[2].strip():
                    found.clear()
                found |= _assigned(_words(read[2]))
            case re.Match() as read:
                found |= _assigned(_lines_of(Path(read[2].strip().removeprefix("-"))))
            case _:
                continue
    return {name: value for name, value in found.items() if name.upper().startswith(PREFIX)}


def overridden(configured: Settings, environment: Mapping[str, str]) -> list[str]:
    """The variables by which the service would run with other settings than this command does."""
    try:
        of_service = Settings(**_nested(environment))
    except ValidationError:
        return sorted(environment)
    return [name for name in sorted(environment) if _value(of_service, name) != _value(configured, name)]


def _words(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError:  # a quotation mark without its other half: systemd ignores the line as well
        return []


def _lines_of(file: Path) -> list[str]:
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return [
        word for line in text.splitlines() if not line.lstrip().startswith(("#", ";")) for word in _words(line)
    ]


def _assigned(words: list[str]) -> dict[str, str]:
    return dict(word.split("=", 1) for word in words if "=" in word)


def _nested(environment: Mapping[str, str]) -> dict[str, Any]:
    """EZHEN_HTTP__PORT=1 → {"http": {"port": "1"}}."""
    made: dict[str, Any] = {}
    for name, value in environment.items():
        *folders, last = name.upper().removeprefix(PREFIX).lower().split("__")
        place = made
        for folder in folders:
            place = place.setdefault(folder, {})
        place[last] = value
    return made


def _value(of: BaseModel, name: str) -> object:
    found: object = of
    for part in name.upper().removeprefix(PREFIX).lower().split("__"):
        found = getattr(found, part, None)
    return found.get_secret_value() if isinstance(found, SecretStr) else found
