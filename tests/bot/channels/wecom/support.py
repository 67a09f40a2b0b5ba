"""WeCom on the fake platform."""

from __future__ import annotations

from msgspec.structs import replace
from pydantic import SecretStr

from bot.channels.base import Outgoing
from bot.channels.wecom.settings import WeComSettings
from handlers.messages import Channel, Person
from handlers.turn import say
from tests.fakes.wecom import AGENT_ID, CORP_ID, SECRET, FakeWeCom

CONSOLE = "https://console.example"


def settings(fake: FakeWeCom, *, secret: str = SECRET, key: str = "") -> WeComSettings:
    url = fake.robot_url.partition("=")[0] + f"={key}" if key else fake.robot_url
    return WeComSettings(
        robot_url=SecretStr(url),
        corp_id=CORP_ID,
        agent_id=AGENT_ID,
        secret=SecretStr(secret),
        api_base=fake.base,
    )


def to_group(text: str, leads_to: str = "") -> Outgoing:
    reply = replace(say(text), leads_to=leads_to)
    return Outgoing(1, Person(Channel.WECOM_ROBOT, "group"), reply, "key", 1)


def to_member(text: str, userid: str = "lihua", *, leads_to: str = "", key: str = "key") -> Outgoing:
    reply = replace(say(text), leads_to=leads_to)
    return Outgoing(1, Person(Channel.WECOM, userid), reply, key, 1)
