"""Settings: the environment wins over config.toml, and every fault names its variable."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot import settings
from bot.settings import ROOT, SettingsError
from handlers.texts import operations

README = (ROOT / "README.md").read_text(encoding="utf-8")


def _load(monkeypatch: pytest.MonkeyPatch, **environment: str) -> settings.Settings:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return settings.load(environment)


def test_defaults_need_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = _load(monkeypatch)
    assert loaded.wechat is None
    assert loaded.database_url.startswith("sqlite:///")
    assert (loaded.http.host, loaded.http.port) == ("127.0.0.1", 8080)


def test_nested_variables_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = _load(monkeypatch, EZHEN_HTTP__PORT="9000", EZHEN_OFFICE__PHONE="0357-0000000")
    assert loaded.http.port == 9000
    assert loaded.office.phone == "0357-0000000"


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"EZHEN_HTTP__PORT": "eighty"}, "EZHEN_HTTP__PORT"),
        ({"EZHEN_HTTP__PROT": "9000"}, "EZHEN_HTTP__PORT"),
        ({"EZHEN_DATABSE_URL": "sqlite:///x"}, "EZHEN_DATABASE_URL"),
        ({"EZHEN_DATABASE_URL": "mysql://x/y"}, "EZHEN_DATABASE_URL"),
        ({"EZHEN_WECHAT__APP_ID": "wxba5fad812f8e6fb9"}, "EZHEN_WECHAT__TOKEN"),
        ({"EZHEN_OFFICE__PORTAL_URL": "www.example.gov.cn"}, "EZHEN_OFFICE__PORTAL_URL"),
        ({"EZHEN_KB": "/nowhere/at/all"}, "EZHEN_KB"),
        ({"EZHEN_DATABASE_URL": "sqlite:///"}, "EZHEN_DATABASE_URL"),
        ({"EZHEN_DATABASE_URL": "postgresql://u:hidden@h:port/n"}, "EZHEN_DATABASE_URL"),
        ({"EZHEN_HTTP__PORT": "70000"}, "EZHEN_HTTP__PORT"),
        ({"EZHEN_LOG_LEVEL": "LOUD"}, "EZHEN_LOG_LEVEL"),
        ({"EZHEN_AUDIT_KEY_FILE": "/tmp"}, "EZHEN_AUDIT_KEY_FILE"),
        (
            {"EZHEN_DATABASE_URL": "sqlite:////srv/data/x.db", "EZHEN_AUDIT_KEY_FILE": "/srv/data/keys/audit.pem"},
            "EZHEN_AUDIT_KEY_FILE",
        ),
        (
            {"EZHEN_FILES": "/srv/files", "EZHEN_AUDIT_KEY_FILE": "/srv/data/../files/audit.pem"},
            "EZHEN_AUDIT_KEY_FILE",
        ),
        ({"EZHEN_HTTP__TRUSTED_PROXIES": "[127.0.0.1]"}, "EZHEN_HTTP__TRUSTED_PROXIES"),
    ],
)
def test_a_fault_names_its_variable(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], named: str
) -> None:
    with pytest.raises(SettingsError, match=named) as refusal:
        _load(monkeypatch, **environment)
    assert "hidden" not in str(refusal.value)
    assert not re.search(r"[Ii]nput|[Vv]alue|should|must", str(refusal.value))


def test_a_wrong_secret_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError) as refusal:
        _load(
            monkeypatch,
            EZHEN_WECHAT__APP_ID="wxba5fad812f8e6fb9",
            EZHEN_WECHAT__APP_SECRET="topsecretvalue",
            EZHEN_WECHAT__TOKEN="AAAAA",
            EZHEN_WECHAT__ENCODING_AES_KEY="tooshortkey",
        )
    assert "EZHEN_WECHAT__ENCODING_AES_KEY" in str(refusal.value)
    assert "tooshortkey" not in str(refusal.value)
    assert "topsecretvalue" not in str(refusal.value)


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[http]\nport = 7000\nhost = '0.0.0.0'\n", encoding="utf-8")
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    loaded = _load(monkeypatch, EZHEN_HTTP__PORT="9000")
    assert (loaded.http.host, loaded.http.port) == ("0.0.0.0", 9000)


@pytest.mark.parametrize("typed", ["127.0.0.1, 10.0.0.1", '["127.0.0.1", "10.0.0.1"]'])
def test_a_list_is_typed_with_commas_or_as_json(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    assert _load(monkeypatch, EZHEN_HTTP__TRUSTED_PROXIES=typed).http.trusted_proxies == ("127.0.0.1", "10.0.0.1")


@pytest.mark.parametrize(
    "typed", ["127.0.0.1, proxy.example", "10.0.0.0/99", "127.0.0.1:80", "127.0.0.1 10.0.0.1"]
)
def test_a_proxy_that_is_no_address_stops_the_start(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    with pytest.raises(SettingsError, match="EZHEN_HTTP__TRUSTED_PROXIES") as refusal:
        _load(monkeypatch, EZHEN_HTTP__TRUSTED_PROXIES=typed)
    assert operations.PROXY_FORM in str(refusal.value)


@pytest.mark.parametrize(
    "typed",
    ["*", "'none'", "https://a.example/", "https://a.example/x", "https://*.a", "a.example", "https://"],
)
def test_what_is_no_plain_origin_stops_the_start(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    assert _load(monkeypatch, EZHEN_HTTP__EMBED_ORIGINS="https://a.example:8443").http.embed_origins
    with pytest.raises(SettingsError, match="EZHEN_HTTP__EMBED_ORIGINS") as refusal:
        _load(monkeypatch, EZHEN_HTTP__EMBED_ORIGINS=f"https://a.example:8443,{typed}")
    assert operations.ORIGIN_FORM in str(refusal.value)


def test_a_file_with_a_byte_order_mark_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[http]\nport = 7000\n", encoding="utf-8-sig")
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    assert _load(monkeypatch).http.port == 7000


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[http]\nport = \n", "config.toml：第 2 行 写法不对"),
        (b"[wechat]\napp_secret = topsecret\n", "config.toml：第 2 行 写法不对"),
        ('[office]\nname = "安泽"\n'.encode("gbk"), "GBK"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "config.toml").write_bytes(content)
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    with pytest.raises(SettingsError, match=said) as refusal:
        _load(monkeypatch)
    assert "topsecret" not in str(refusal.value)


def test_an_empty_account_names_all_that_it_needs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[wechat]\n", encoding="utf-8")
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    with pytest.raises(SettingsError) as refusal:
        _load(monkeypatch)
    for name in ("APP_ID", "APP_SECRET", "TOKEN", "ENCODING_AES_KEY"):
        assert f"EZHEN_WECHAT__{name}：没有设置" in str(refusal.value)


def test_an_account_in_plain_mode_needs_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError) as refusal:
        _load(monkeypatch, EZHEN_WECHAT__MODE="plain")
    assert "AES_KEY" not in str(refusal.value)


def test_a_relative_database_lies_beside_bot_py(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = _load(monkeypatch, EZHEN_DATABASE_URL="sqlite:///rel/x.db")
    assert loaded.database_url == f"sqlite:///{ROOT}/rel/x.db"


def test_an_option_is_blamed_by_its_own_name() -> None:
    with pytest.raises(SettingsError, match="--database") as refusal:
        settings.load({}, database_url="/x")
    assert "EZHEN_" not in str(refusal.value)


def test_a_mistyped_entry_of_the_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[http]\nprot = 7000\n", encoding="utf-8")
    monkeypatch.setattr(settings, "ROOT", tmp_path)
    with pytest.raises(SettingsError, match="EZHEN_HTTP__PROT"):
        _load(monkeypatch)


@pytest.mark.parametrize("name", sorted(settings.variables()))
def test_the_readme_tells_every_variable(name: str) -> None:
    assert f"`{name}`" in README


def test_every_variable_is_described() -> None:
    assert all(settings.variables().values())
