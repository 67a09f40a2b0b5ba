"""The passive reply: text as XML that no text can break, encrypted where the request was."""

from __future__ import annotations

from datetime import datetime

from bot.channels.wechat.crypto import Credentials, seal_envelope
from bot.channels.wechat.inbound import ReturnPath
from bot.channels.wechat.text import clean, fitting_text_of
from handlers.messages import Reply

SUCCESS = "success"
"""“Received, nothing to show”: sent as it is, never encrypted."""


def answer(replies: tuple[Reply, ...], back: ReturnPath, credentials: Credentials, now: datetime) -> str:
    """Write the body of the response. Without words it is `success`: an empty text shows as a failure."""
    text = fitting_text_of(*replies)
    if not text.strip():
        return SUCCESS
    xml = render(text, back, now)
    return xml if back.cipher is None else seal_envelope(xml, back.cipher, credentials, now)


def render(text: str, back: ReturnPath, now: datetime) -> str:
    """Write a text message, in which no text can change the structure."""
    return (
        f"<xml><ToUserName>{_cdata(back.openid)}</ToUserName>"
        f"<FromUserName>{_cdata(back.account)}</FromUserName>"
        f"<CreateTime>{int(now.timestamp())}</CreateTime>"
        f"<MsgType><![CDATA[text]]></MsgType>"
        f"<Content>{_cdata(text)}</Content></xml>"
    )


def _cdata(text: str) -> str:
    return f"<![CDATA[{clean(text).replace(']]>', ']]]]><![CDATA[>')}]]>"
