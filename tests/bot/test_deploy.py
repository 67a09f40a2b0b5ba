"""What deploy/ sets up and what README.zh-CN.md tells operators are the same."""

from __future__ import annotations

import re
import shutil
import subprocess
import textwrap
import tomllib
from pathlib import Path

import pytest

from bot import settings
from bot.settings import ROOT
from bot.web.public.report.sent_forms import MOST_SENT
from handlers.materials.allowances import MOST_BYTES_TOGETHER

README = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
UNIT = (ROOT / "deploy" / "ezhen.service").read_text(encoding="utf-8")
NGINX = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")


def _unit(name: str) -> list[str]:
    return re.findall(rf"^{name}=(.*)$", UNIT, re.MULTILINE)


def _settings_of_the_readme() -> dict[str, str]:
    blocks = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    (told,) = [block for block in map(tomllib.loads, map(textwrap.dedent, blocks)) if "database_url" in block]
    return told


def test_the_service_and_commands_typed_by_hand_read_the_same_settings() -> None:
    """A setting in the unit would win over config.toml, for the service alone."""
    assert not [value for value in _unit("Environment") if value.startswith("EZHEN_")]
    assert not _unit("EnvironmentFile")


def test_the_service_may_write_where_the_readme_puts_its_data() -> None:
    told, (data, _keys) = _settings_of_the_readme(), _unit("StateDirectory")[0].split()
    assert told["database_url"].startswith(f"sqlite:////var/lib/{data}/")
    assert told["files"].startswith(f"/var/lib/{data}/")
    assert _unit("StateDirectoryMode") == ["0700"]


def test_the_service_keeps_its_key_apart_from_what_is_backed_up() -> None:
    data, keys = _unit("StateDirectory")[0].split()
    assert _settings_of_the_readme()["audit_key_file"].startswith(f"/var/lib/{keys}/")
    assert not keys.startswith(f"{data}/")


@pytest.mark.parametrize(
    "line",
    [
        "UMask=0077",
        "OOMPolicy=continue",
        "CapabilityBoundingSet=",
        "AmbientCapabilities=",
        "NoNewPrivileges=true",
        "ProtectSystem=strict",
        "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
        "SystemCallFilter=@system-service",
        "SystemCallFilter=~@privileged",
        "SystemCallErrorNumber=EPERM",
    ],
)
def test_the_service_may_do_no_more_than_it_must(line: str) -> None:
    assert line in UNIT.splitlines()
    assert re.search(r"^MemoryMax=\d+G$", UNIT, re.MULTILINE)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not there")
def test_systemd_understands_the_unit_and_finds_little_exposed(tmp_path: Path) -> None:
    (tmp_path / "ezhen.service").write_text(UNIT.replace("/opt/ezhen/.venv/bin/python", "/bin/true"))
    asked = ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(tmp_path / "ezhen.service")]
    shown = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert "ignoring" not in shown.stderr


@pytest.mark.parametrize(("location", "size"), [("/upload", MOST_BYTES_TOGETHER), ("= /report", MOST_SENT)])
def test_the_proxy_lets_a_whole_form_through(location: str, size: int) -> None:
    (megabytes,) = re.findall(r"client_max_body_size (\d+)m;", _location(location))
    assert int(megabytes) * 1024 * 1024 >= size


def test_nothing_of_a_report_comes_to_the_proxys_disk_or_to_the_swap() -> None:
    for line in ("proxy_request_buffering off;", "proxy_max_temp_file_size 0;", 'proxy_set_header Cookie "";'):
        assert line in _location("= /report")
    assert "MemorySwapMax=0" in UNIT.splitlines()


def _location(name: str) -> str:
    return NGINX.split(f"location {name} {{")[1].split("\n    }")[0]


def test_the_readme_asks_for_health_where_it_is_answered() -> None:
    assert re.search(r"location /health\s+{ deny all; }", NGINX)
    assert "curl http://127.0.0.1:8080/health" in README


def test_the_readme_sets_up_the_service_from_our_files() -> None:
    for file in ("deploy/ezhen.service", "deploy/nginx.conf", "make ready"):
        assert file in README
    (folder,) = _unit("WorkingDirectory")
    assert f"/{folder.strip('/')}\n" in README


def test_what_the_service_may_not_compile_was_compiled_by_its_set_up() -> None:
    """Otherwise each start compiles all of it, which takes half as long as the rest of a start."""
    assert "PYTHONDONTWRITEBYTECODE=1" in _unit("Environment")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (served,) = re.findall(r"^SERVED := (.*)$", makefile, re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert served.split() == project["tool"]["importlinter"]["root_packages"]
    ready = makefile.partition("\nready:")[2].partition("\n\n")[0]
    assert "python -m compileall -q bot.py $(SERVED)" in ready


def test_the_proxy_is_named_everywhere_as_the_settings_read_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    name = "EZHEN_HTTP__TRUSTED_PROXIES"
    (address,) = re.findall(r"proxy_pass http://([\d.]+):", NGINX.split("location / {")[-1])
    (line,) = re.findall(r"`(trusted_proxies = .*?)`", README)
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    (tmp_path / "config.toml").write_text(f"[http]\n{line}\n", encoding="utf-8")
    assert settings.load({}).http.trusted_proxies == (address,)
    for shown in (NGINX, README):
        (typed,) = re.findall(rf"{name}=([^\s`]+)", shown)
        monkeypatch.setenv(name, typed)
        assert settings.load({name: typed}).http.trusted_proxies == (address,)
