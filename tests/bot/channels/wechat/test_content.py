from __future__ import annotations

import pytest

from bot.channels.wechat.content import content_of
from bot.channels.wechat.push import parse_push
from handlers.messages import Content, Event, EventKind, Media, MediaKind, Text
from tests.bot.channels.wechat.support import xml_of


def read(**fields: str) -> Content | None:
    push = parse_push(xml_of(**fields))
    assert push is not None
    return content_of(push)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"MsgType": "text", "Content": "第九条 😀"}, Text("第九条 😀")),
        ({"MsgType": "TEXT", "Content": "大写"}, Text("大写")),
        ({"MsgType": "text", "Content": "/:handclap[微笑]"}, Text("/:handclap[微笑]")),
        ({"MsgType": "text", "Content": "支持哪些方面", "bizmsgmenuid": "2"}, Text("支持哪些方面")),
        ({"MsgType": "text", "Content": "从文章来", "MsgDataId": "7", "Idx": "1"}, Text("从文章来")),
        ({"MsgType": "text", "Content": ""}, Media(MediaKind.OTHER)),
        ({"MsgType": "text"}, Media(MediaKind.OTHER)),
        ({"MsgType": "text", "Content": "【收到不支持的消息类型，暂无法显示】"}, Media(MediaKind.OTHER)),
        (
            {"MsgType": "image", "PicUrl": "http://mmbiz/0", "MediaId": "M1"},
            Media(MediaKind.IMAGE, reference="M1"),
        ),
        (
            {
                "MsgType": "voice",
                "MediaId": "M2",
                "Format": "amr",
                "MediaId16K": "M3",
                "Recognition": "拨付要几步",
            },
            Text("拨付要几步"),
        ),
        (
            {"MsgType": "voice", "MediaId": "M2", "Format": "amr", "Recognition": ""},
            Media(MediaKind.VOICE, reference="M2"),
        ),
        ({"MsgType": "voice", "MediaId": "M2"}, Media(MediaKind.VOICE, reference="M2")),
        ({"MsgType": "video", "MediaId": "M4", "ThumbMediaId": "T"}, Media(MediaKind.VIDEO, reference="M4")),
        ({"MsgType": "shortvideo", "MediaId": "M5"}, Media(MediaKind.VIDEO, reference="M5")),
        ({"MsgType": "location", "Location_X": "36.1", "Label": "我家"}, Media(MediaKind.LOCATION)),
        (
            {"MsgType": "link", "Title": "收藏", "Url": "https://example.org/"},
            Media(MediaKind.LINK, reference="https://example.org/", name="收藏"),
        ),
        ({"MsgType": "file", "Title": "申请书.docx"}, Media(MediaKind.FILE, name="申请书.docx")),
        ({"MsgType": "sticker"}, Media(MediaKind.OTHER)),
        ({"MsgType": "miniprogrampage", "Title": "卡片"}, Media(MediaKind.OTHER, name="卡片")),
        ({"MsgType": "invented_in_2031", "Content": "x"}, Media(MediaKind.OTHER)),
    ],
)
def test_every_message_means_something(fields: dict[str, str], expected: Content) -> None:
    assert read(MsgId="1", **fields) == expected


@pytest.mark.parametrize(
    ("event", "key", "expected"),
    [
        ("subscribe", "", Event(EventKind.SUBSCRIBE)),
        ("subscribe", "qrscene_bind-7", Event(EventKind.SUBSCRIBE, "bind-7")),
        ("subscribe", "qrscene_qrscene_", Event(EventKind.SUBSCRIBE, "qrscene_")),
        ("subscribe", "last_trade_no_4200000", Event(EventKind.SUBSCRIBE)),
        ("SCAN", "bind-7", Event(EventKind.SCAN, "bind-7")),
        ("unsubscribe", "", Event(EventKind.UNSUBSCRIBE)),
        ("CLICK", "拨付流程", Event(EventKind.MENU, "拨付流程")),
        ("click", "拨付流程", Event(EventKind.MENU, "拨付流程")),
    ],
)
def test_events_of_a_person_need_a_turn(event: str, key: str, expected: Event) -> None:
    assert read(MsgType="event", Event=event, EventKey=key) == expected


@pytest.mark.parametrize(
    "event",
    [
        "LOCATION", "VIEW", "view_miniprogram", "TEMPLATESENDJOBFINISH", "MASSSENDJOBFINISH",
        "scancode_push", "scancode_waitmsg", "pic_sysphoto", "pic_photo_or_album", "pic_weixin", "location_select",
        "subscribe_msg_popup_event", "subscribe_msg_change_event", "subscribe_msg_sent_event",
        "qualification_verify_success", "annual_renew", "user_get_card", "invented_in_2031", "",
    ],
)  # fmt: skip
def test_other_events_need_nothing(event: str) -> None:
    nested = (
        "<ScanCodeInfo><ScanType>qrcode</ScanType></ScanCodeInfo><SendPicsInfo><Count>1</Count></SendPicsInfo>"
        "<SubscribeMsgPopupEvent><List><TemplateId>1</TemplateId></List><List/></SubscribeMsgPopupEvent>"
    )
    assert read(MsgType="event", Event=event, EventKey="k", Latitude="36.1", raw=nested) is None


def test_an_event_without_a_name_needs_nothing() -> None:
    assert read(MsgType="event") is None
