"""Off without a token; mistakes are named in Chinese; neither token nor proxy shows in a log."""

from __future__ import annotations

import json
import logging

import pytest
import structlog
from pydantic import SecretStr

from bot import logs, settings
from bot.channels.telegram.api import TelegramApi, open_session
from bot.channels.telegram.failures import Failure, Reaction
from bot.channels.telegram.settings import TelegramSettings
from bot.commands.doctor import examine
from bot.errors import SettingsError
from bot.settings import HttpSettings, Settings
from handlers.texts import telegram as texts
from tests.bot.channels.telegram.support import PUBLIC
from tests.bot.channels.telegram.support import settings as telegram_settings
from tests.fakes.telegram import TOKEN, FakeTelegram, Fault

pytestmark = pytest.mark.usefixtures("logs_as_before")


def load(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    environ = {f"EZHEN_TELEGRAM__{name}": value for name, value in values.items()}
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    return settings.load(environ)


def test_it_is_off_without_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(monkeypatch).telegram is None


def test_a_token_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = load(monkeypatch, TOKEN=TOKEN).telegram
    assert loaded is not None
    assert loaded.api_base == "https://api.telegram.org"
    assert not loaded.has_webhook(PUBLIC)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TOKEN", "hidden"),
        ("API_BASE", "hidden.example"),
        ("WEBHOOK_SECRET", "hid den"),
        ("WEBHOOK_SECRET", "h" * 257),
        ("PROXY", "socks5://hidden:1"),
        ("DETAIL", "hidden" * 30),
    ],
)
def test_a_mistake_is_named_without_its_value(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        load(monkeypatch, **({"TOKEN": TOKEN} | {name: value}))
    assert texts.WANTED[name.lower()] in str(refusal.value)
    assert f"EZHEN_TELEGRAM__{name}" in str(refusal.value)
    assert "hidden" not in str(refusal.value)


def test_a_secret_without_a_token_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match="EZHEN_TELEGRAM__TOKEN：没有设置"):
        load(monkeypatch, WEBHOOK_SECRET="abc")


@pytest.mark.parametrize(
    ("public_url", "is_pushed"), [(PUBLIC, True), ("http://fund.example", False), ("", False)]
)
def test_a_webhook_needs_a_secret_and_an_https_address(public_url: str, *, is_pushed: bool) -> None:
    assert telegram_settings(FakeTelegram("http://127.0.0.1:1"), "abc").has_webhook(public_url) is is_pushed


async def test_neither_token_nor_proxy_shows_in_failures_or_logs(capsys: pytest.CaptureFixture[str]) -> None:
    configured = TelegramSettings(
        token=SecretStr(TOKEN),
        api_base="http://127.0.0.1:1",
        proxy=SecretStr("http://user:proxy-pass@127.0.0.1:1"),
        webhook_secret=SecretStr("hook-secret"),
    )
    logs.configure("DEBUG", settings.secrets(Settings(telegram=configured)))
    async with open_session() as session:
        failure = await TelegramApi(settings=configured, session=session).get_me()
    assert isinstance(failure, Failure)
    assert failure.reaction is Reaction.UNSENT
    structlog.get_logger().warning("x", failure=failure, url=f"https://api.telegram.org/bot{TOKEN}/getMe")
    logging.getLogger("anything").error("hook-secret http://user:proxy-pass@127.0.0.1:1")
    said = capsys.readouterr().err
    assert len([json.loads(line) for line in said.splitlines() if line.startswith("{")]) >= 2
    for secret in (TOKEN, TOKEN.partition(":")[2], "proxy-pass", "hook-secret"):
        assert secret not in said + repr(failure) + repr(configured)


async def advice(fake: FakeTelegram, url: str, **more: str) -> tuple[bool, str]:
    configured = Settings(
        database_url=url,
        telegram=telegram_settings(fake, more.get("secret", "")),
        http=HttpSettings(public_url=more.get("public_url", "")),
    )
    [found] = [finding async for finding in examine(configured) if finding.subject == texts.NAME]
    return found.well, found.advice


async def test_the_doctor_asks_the_platform(fake: FakeTelegram, sqlite_url: str) -> None:
    assert (await advice(fake, sqlite_url))[0]
    fake.fail("getMe", Fault.code(401, "Unauthorized"))
    is_well, said = await advice(fake, sqlite_url)
    assert not is_well
    assert "EZHEN_TELEGRAM__TOKEN" in said


async def test_the_doctor_says_when_the_webhook_is_left_out(fake: FakeTelegram, sqlite_url: str) -> None:
    assert await advice(fake, sqlite_url, secret="abc") == (False, texts.NO_PUBLIC_URL)
    assert (await advice(fake, sqlite_url, secret="abc", public_url=PUBLIC))[0]
