"""The passive reply: text as XML that no text can break, encrypted where the request was."""

from __future__ import annotations

from datetime import datetime

from bot.channels.wechat.crypto import seal_envelope
from bot.channels.wechat.inbound import ReturnPath
from bot.channels.wechat.settings import WeChatSettings
from bot.channels.wechat.text import clean, fitting_text_of
from handlers.messages import Reply

SUCCESS = "success"
"""“Received, nothing to show”: sent as it is, never encrypted."""


def answer(replies: tuple[Reply, ...], back: ReturnPath, settings: WeChatSettings, now: datetime) -> str:
    """Write the body of the response. Without words it is `success`: an empty text shows as a failure."""
    text = fitting_text_of(*replies)
    if not text.strip():
        return SUCCESS
    xml = render(text, back, now)
    if back.key is None:
        return xml
    token = settings.token.get_secret_value()
    return seal_envelope(xml, key=back.key, app_id=settings.app_id, token=token, now=now)


def render(text: str, back: ReturnPath, now: datetime) -> str:
    """Write a text message; wechatpy's own rendering lets `]]>` in a text change the structure."""
    return (
        f"<xml><ToUserName>{_cdata(back.openid)}</ToUserName>"
        f"<FromUserName>{_cdata(back.account)}</FromUserName>"
        f"<CreateTime>{int(now.timestamp())}</CreateTime>"
        f"<MsgType>{_cdata('text')}</MsgType>"
        f"<Content>{_cdata(text)}</Content></xml>"
    )


def _cdata(text: str) -> str:
    return f"<![CDATA[{clean(text).replace(']]>', ']]]]><![CDATA[>')}]]>"
