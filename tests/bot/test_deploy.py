"""What deploy/ sets up and what README.zh-CN.md tells operators are the same."""

from __future__ import annotations

import re
import textwrap
import tomllib
from pathlib import Path

import pytest

from bot import settings
from bot.settings import ROOT
from handlers.materials.handing_in import MOST_BYTES_TOGETHER

README = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
UNIT = (ROOT / "deploy" / "ezhen.service").read_text(encoding="utf-8")
NGINX = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")


def _unit(name: str) -> list[str]:
    return re.findall(rf"^{name}=(.*)$", UNIT, re.MULTILINE)


def test_the_service_may_write_where_its_database_lies() -> None:
    (database,) = [value for value in _unit("Environment") if value.startswith("EZHEN_DATABASE_URL=")]
    folder, _keys = _unit("StateDirectory")[0].split()
    assert database.startswith(f"EZHEN_DATABASE_URL=sqlite:////var/lib/{folder}/")


def test_the_readme_names_the_database_of_the_service() -> None:
    blocks = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
    read = (tomllib.loads(textwrap.dedent(block)) for block in blocks)
    (told,) = [block for block in read if "database_url" in block]
    assert f"EZHEN_DATABASE_URL={told['database_url']}" in _unit("Environment")
    assert f"EZHEN_FILES={told['files']}" in _unit("Environment")
    assert f"EZHEN_AUDIT_KEY_FILE={told['audit_key_file']}" in _unit("Environment")


def test_the_service_keeps_its_key_apart_from_what_is_backed_up() -> None:
    (key,) = [value for value in _unit("Environment") if value.startswith("EZHEN_AUDIT_KEY_FILE=")]
    data, keys = _unit("StateDirectory")[0].split()
    assert key.startswith(f"EZHEN_AUDIT_KEY_FILE=/var/lib/{keys}/")
    assert not keys.startswith(f"{data}/")


def test_the_proxy_lets_a_whole_form_of_materials_through() -> None:
    (megabytes,) = re.findall(r"client_max_body_size (\d+)m;", NGINX)
    assert int(megabytes) * 1024 * 1024 > MOST_BYTES_TOGETHER


def test_the_readme_asks_for_health_where_it_is_answered() -> None:
    assert re.search(r"location /health\s+{ deny all; }", NGINX)
    assert "curl http://127.0.0.1:8080/health" in README


def test_the_readme_sets_up_the_service_from_our_files() -> None:
    for file in ("deploy/ezhen.service", "deploy/nginx.conf", "make .venv/.run"):
        assert file in README
    (folder,) = _unit("WorkingDirectory")
    assert f"/{folder.strip('/')}\n" in README


def test_the_proxy_is_named_everywhere_as_the_settings_read_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    name = "EZHEN_HTTP__TRUSTED_PROXIES"
    (address,) = re.findall(r"proxy_pass http://([\d.]+):", NGINX.split("location / {")[1])
    (line,) = re.findall(r"`(trusted_proxies = .*?)`", README)
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    (tmp_path / "config.toml").write_text(f"[http]\n{line}\n", encoding="utf-8")
    assert settings.load({}).http.trusted_proxies == (address,)
    for shown in (NGINX, README):
        (typed,) = re.findall(rf"{name}=([^\s`]+)", shown)
        monkeypatch.setenv(name, typed)
        assert settings.load({name: typed}).http.trusted_proxies == (address,)
