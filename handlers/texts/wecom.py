"""Words of WeCom: settings, what messages end with, and the operator's advice."""

from __future__ import annotations

from types import MappingProxyType

WANTED: MappingProxyType[str, str] = MappingProxyType(
    {
        "robot_url": "应为群机器人（消息推送）的 Webhook 地址，"
        "形如 https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=……，请在群里机器人的资料页复制整个地址",
        "corp_id": "应为企业ID，一般以 ww 开头，请从企业微信管理后台“我的企业”复制",
        "secret": "应为自建应用的 Secret，请从企业微信管理后台“应用管理”里该应用的页面查看",
        "api_base": "应为 https:// 开头的地址，不带问号和参数；一般不用设置",
    }
)
"""What each setting must look like, and where the operator finds it."""

NOTHING_SET = (
    "群机器人请设置 EZHEN_WECOM__ROBOT_URL，"
    "应用消息请设置 EZHEN_WECOM__CORP_ID、AGENT_ID、SECRET 三项，可以都设置；"
    "都不用，请去掉其余的 EZHEN_WECOM__ 设置"
)

ROBOT, APPLICATION = "企业微信群机器人", "企业微信应用消息"
"""How the doctor calls them."""

TITLE = "工作提醒"
"""Heads a card whose notice is a single line."""

OPEN = "打开工作台"
"""The link below a message to the group."""

SEE = "查看"
"""The button on a card: four 汉字 at most."""


def incomplete(*, names: tuple[str, ...]) -> str:
    """Say which settings of the application are missing."""
    return f"应用消息要 CORP_ID、AGENT_ID、SECRET 三项都设置，还缺 {'、'.join(names)}"


def left_out(*, count: int) -> str:
    """End a message whose lines did not all fit."""
    return f"另有{count}条，请到工作台查看"


def failed(*, subject: str, code: int, reaction: str) -> str:
    """Say what the platform answered and what to do."""
    number = f"（错误码 {code}）" if code else ""
    return f"{subject}没有成功：{reaction}{number}。{_ADVICE.get(code, '请检查网络和企业微信的设置，稍后再试。')}"


_KEY = "地址不对，或者机器人已被移出群。请在群里重新添加机器人，把新地址写进 EZHEN_WECOM__ROBOT_URL 后重启。"
_ADVICE = {
    40001: "Secret 不对，请检查 EZHEN_WECOM__SECRET。",
    40013: "企业ID 不对，请检查 EZHEN_WECOM__CORP_ID。",
    40056: "应用编号不对，请检查 EZHEN_WECOM__AGENT_ID。",
    301002: "Secret 和 AgentId 不是同一个应用的，请核对这两项。",
    60020: "服务器的 IP 不在该应用的“企业可信IP”里，请在企业微信管理后台加上。",
    93000: _KEY,
    93004: "机器人被停用，请在群里启用，或者重新添加后更换 EZHEN_WECOM__ROBOT_URL。",
    93008: _KEY,
}
