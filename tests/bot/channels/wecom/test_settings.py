"""Off without settings; mistakes are named in Chinese; neither key nor secret shows in a log; the doctor asks."""

from __future__ import annotations

import asyncio

import pytest
import structlog

from bot import logs, settings, wiring
from bot.commands.doctor import examine
from bot.errors import SettingsError
from bot.settings import HttpSettings, Settings
from bot.web.settings import StaffSettings
from handlers.messages import Channel
from handlers.texts import wecom as texts
from handlers.turn import say
from store.outbox.rows import NewOutboxRow, put_out
from tests.bot.channels.wecom.support import settings as wecom_settings
from tests.fakes.wecom import KEY, SECRET, FakeWeCom
from tests.handlers.materials.inspecting import inspect_here
from tests.measure import opened

pytestmark = pytest.mark.usefixtures("logs_as_before")

ROBOT_URL = f"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={KEY}"
APPLICATION = {"CORP_ID": "wwcorp1234", "AGENT_ID": "1000002", "SECRET": SECRET}


def load(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    environ = {f"EZHEN_WECOM__{name}": value for name, value in values.items()}
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    return settings.load(environ)


def test_it_is_off_without_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(monkeypatch).wecom is None


def test_either_way_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    robot = load(monkeypatch, ROBOT_URL=ROBOT_URL).wecom
    assert robot is not None
    assert robot.robot == (ROBOT_URL.partition("?")[0], KEY)
    assert robot.corp_id is None
    monkeypatch.delenv("EZHEN_WECOM__ROBOT_URL")
    application = load(monkeypatch, **APPLICATION).wecom
    assert application is not None
    assert application.robot is None
    assert application.agent_id == 1000002


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ROBOT_URL", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send"),
        ("ROBOT_URL", "hidden-key-alone"),
        ("CORP_ID", "ww hidden"),
        ("SECRET", "隐hidden"),
        ("API_BASE", "hidden.example"),
    ],
)
def test_a_mistake_is_named_without_its_value(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        load(monkeypatch, **(APPLICATION | {"ROBOT_URL": ROBOT_URL} | {name: value}))
    assert texts.WANTED[name.lower()] in str(refusal.value)
    assert f"EZHEN_WECOM__{name}" in str(refusal.value)
    assert "hidden" not in str(refusal.value)


def test_an_agent_id_is_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match="EZHEN_WECOM__AGENT_ID"):
        load(monkeypatch, **(APPLICATION | {"AGENT_ID": "一号"}))


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"CORP_ID": "wwcorp1234"}, "还缺 EZHEN_WECOM__AGENT_ID、EZHEN_WECOM__SECRET"),
        ({"API_BASE": "https://qyapi.weixin.qq.com"}, texts.NOTHING_SET),
    ],
)
def test_what_is_half_set_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], told: str
) -> None:
    with pytest.raises(SettingsError, match=told):
        load(monkeypatch, **values)


def test_neither_key_nor_secret_shows_in_a_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    configured = load(monkeypatch, ROBOT_URL=ROBOT_URL, **APPLICATION)
    logs.configure("DEBUG", settings.secrets(configured))
    log = structlog.get_logger()
    log.warning("x", url=ROBOT_URL, hint=f"POST {ROBOT_URL.replace('https', 'http')} failed")
    log.warning("x", url=f"https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpid=ww1&corpsecret={SECRET}x")
    said = capsys.readouterr().err
    assert said.count("{") >= 2
    for secret in (KEY, SECRET):
        assert secret not in said + repr(configured)


@pytest.mark.parametrize(
    ("public_url", "staff", "link"),
    [
        ("", {}, ""),
        ("https://fund.example", {}, "https://fund.example"),
        ("https://fund.example", {"host": "10.0.0.5"}, ""),
        ("https://fund.example", {"public_url": "https://office.example"}, "https://office.example"),
    ],
)
def test_a_link_leads_to_where_the_console_is_reached(public_url: str, staff: dict[str, str], link: str) -> None:
    configured = Settings(http=HttpSettings(public_url=public_url), staff=StaffSettings.model_validate(staff))
    assert configured.linked_console_url == link


async def test_the_doctor_asks_for_both_and_writes_to_nobody(fake: FakeWeCom, sqlite_url: str) -> None:
    wrong = Settings(database_url=sqlite_url, wecom=wecom_settings(fake, secret="another", key="another-key"))
    told = {finding.subject: finding async for finding in examine(wrong)}
    assert "EZHEN_WECOM__ROBOT_URL" in told[texts.ROBOT].advice
    assert "EZHEN_WECOM__SECRET" in told[texts.APPLICATION].advice
    assert not any(told[subject].well for subject in (texts.ROBOT, texts.APPLICATION))
    assert not fake.said + fake.sent


async def test_both_ways_are_connected(fake: FakeWeCom, sqlite_url: str) -> None:
    http = HttpSettings(public_url="https://fund.example")
    configured = Settings(database_url=sqlite_url, wecom=wecom_settings(fake), http=http)
    payload = say("AZ-2026-0001 待受理").to_json()
    rows = [
        NewOutboxRow("to the group", Channel.WECOM_ROBOT.value, "group", payload),
        NewOutboxRow("to a member", Channel.WECOM.value, "lihua", payload),
    ]
    async with wiring.assembled(configured, kb=opened(), inspect=inspect_here) as parts:
        async with parts.database.writing() as connection:
            await connection.run_sync(put_out, rows, parts.clock())
        parts.outbox.wake()
        async with asyncio.timeout(60):
            while not (fake.said and fake.sent):
                fake.something_sent.clear()
                await fake.something_sent.wait()
    assert fake.said[0][1] == "AZ-2026-0001 待受理\n[打开工作台](https://fund.example/staff)"
    assert fake.sent[0].url.startswith("https://fund.example/staff#")
