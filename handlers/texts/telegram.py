"""Words of the Telegram channel: settings, what is not dealt with there, buttons, and the operator's advice."""

from __future__ import annotations

from types import MappingProxyType

WANTED: MappingProxyType[str, str] = MappingProxyType(
    {
        "token": "应为机器人令牌，形如 123456789:AAE…，请从 BotFather 复制",
        "api_base": "应为 https:// 开头的地址，不带问号和参数；一般不用设置",
        "webhook_secret": "应为 1 到 256 位英文字母、数字、下划线或减号",
        "proxy": "应为 http://主机:端口 或 https://主机:端口；不用代理就不要设置",
        "detail": "应为评估编号，最多 120 个字，不能换行",
    }
)
"""What each setting must look like, and where the operator finds it."""

CUT = "（本条过长，后面没有显示。请回复“人工”。）"
"""Ends a message that had to be cut in the channel itself: the last resort behind paging."""

PRESSED_BEFORE = "这个选项已经点过，答复在前面。要再看一遍，请把选项的文字发给我。"
"""Shown for a moment when a button is pressed again: 200 characters at most."""

PRIVATE_ONLY = "我只在私聊里回答。请点我的头像打开私聊，再把问题发给我。"
"""The only answer in a group."""

NOT_EDITED = "您改了前面的一条消息，我只看第一次发来的内容。要问新的，请另发一条。"

ABROAD = "这里是境外平台：您发来的内容会经过设在境外的服务器，请不要在这里发送任何个人信息。"
"""Stands below 隐私说明 there."""

_OFFICE_PAGE = "办公室网站"


def only_on_the_web(*, web_link: str) -> str:
    """Say that personal matters, complaints and reports are not dealt with here, and where they are."""
    place = f"网页办理：{web_link}/" if web_link else f"{_OFFICE_PAGE}办理"
    return (
        "申请、进度、意见、举报和个人信息不在这里办理，您刚才发来的这条没有保存。"
        f"请不要在这里发送个人信息或者举报内容，请到{place}。回复 0 看人工、电话和地址。"
    )


def failed(*, reaction: str, detail: str) -> str:
    """Say what the Bot API answered and what to do."""
    advice = _ADVICE.get(reaction, "请稍后再试；仍不行，请检查网络。")
    more = f"（{detail}）" if detail else ""
    return f"Telegram 接口没有成功：{reaction}{more}。{advice}"


_ADVICE = {
    "token": "令牌不对，请检查 EZHEN_TELEGRAM__TOKEN；换过令牌的，请从 BotFather 复制新的。",
    "unsent": "连接不上，请检查网络和 EZHEN_TELEGRAM__PROXY。",
    "outcome_unknown": "连上了但没有收到答复，请检查网络和 EZHEN_TELEGRAM__PROXY。",
    "conflict": "有另一个程序在用同一个令牌，请停下它。",
}

NAME = "Telegram"
"""How the doctor calls the channel."""

NO_PUBLIC_URL = (
    "设置了 EZHEN_TELEGRAM__WEBHOOK_SECRET，但 EZHEN_HTTP__PUBLIC_URL 不是 https 地址，"
    "所以改用轮询接收消息。要用回调，请设置公网 https 地址。"
)
