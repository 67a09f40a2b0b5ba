from __future__ import annotations

import os
import xml.etree.ElementTree as ET

import pytest
import xmltodict
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.channels.wechat.crypto import EnvelopeCipher
from bot.channels.wechat.inbound import ReturnPath
from bot.channels.wechat.reply import SUCCESS, answer, render
from bot.channels.wechat.text import LIMIT_BYTES, clean, cut, fitting_text_of, size, text_of
from handlers.texts.wechat import CUT
from handlers.turn import say
from policy_kb.models import Offer, OfferKind
from tests.bot.channels.wechat.support import (
    ACCOUNT,
    KEY,
    NOW,
    OLD_KEY,
    OPENID,
    TOKEN,
    credentials,
    decrypted,
    sha1_of,
)

COUNT = 5_000 if os.environ.get("EZHEN_TEST_SOAK") == "1" else 300

PLAIN = ReturnPath(OPENID, ACCOUNT, None)
OFFERS = tuple(Offer(label=label, kind=OfferKind.ASK, value=label) for label in ("支持哪些方面", "拨付流程"))

WILD = st.text() | st.text(st.sampled_from(']><!CDATA[&;\r\n\t\x00\x1f\ud800\ufffe\U0010ffff😀汉<a href="">'))


@pytest.mark.soak
@given(WILD)
@hypothesis_settings(max_examples=COUNT)
def test_no_text_breaks_the_xml_and_every_text_comes_back(text: str) -> None:
    xml = render(text, PLAIN, NOW)
    root = ET.fromstring(xml)
    assert [child.tag for child in root] == ["ToUserName", "FromUserName", "CreateTime", "MsgType", "Content"]
    assert (root.findtext("Content") or "") == clean(text)
    assert root.findtext("MsgType") == "text"
    assert xmltodict.parse(xml, strip_whitespace=False)["xml"]["Content"] == (clean(text) or None)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")))
def test_what_xml_can_hold_is_not_touched(text: str) -> None:
    assert clean(text) == text
    assert clean(f"\t{text}\n") == f"\t{text}\n"


@given(WILD, WILD)
def test_hostile_addresses_stay_inside_their_elements(openid: str, account: str) -> None:
    root = ET.fromstring(render("好", ReturnPath(openid, account, None), NOW))
    assert (root.findtext("ToUserName") or "") == clean(openid)
    assert (root.findtext("FromUserName") or "") == clean(account)
    assert root.findtext("Content") == "好"


def test_a_plain_reply_goes_from_the_account_to_the_person() -> None:
    root = ET.fromstring(answer((say("您好"),), PLAIN, credentials(), NOW))
    assert {child.tag: child.text for child in root} == {
        "ToUserName": OPENID,
        "FromUserName": ACCOUNT,
        "CreateTime": str(int(NOW.timestamp())),
        "MsgType": "text",
        "Content": "您好",
    }


def test_an_encrypted_reply_is_signed_and_opens_under_the_key_of_the_request() -> None:
    ours = credentials(previous=OLD_KEY)
    for key, cipher in zip((KEY, OLD_KEY), ours.ciphers, strict=True):
        sealed = answer((say("“原文”😀"),), ReturnPath(OPENID, ACCOUNT, cipher), ours, NOW)
        envelope = xmltodict.parse(sealed)["xml"]
        assert list(envelope) == ["Encrypt", "MsgSignature", "TimeStamp", "Nonce"]
        assert envelope["TimeStamp"] == str(int(NOW.timestamp()))
        expected = sha1_of(TOKEN, envelope["TimeStamp"], envelope["Nonce"], envelope["Encrypt"])
        assert envelope["MsgSignature"] == expected
        assert xmltodict.parse(decrypted(envelope["Encrypt"], key=key))["xml"]["Content"] == "“原文”😀"


def test_two_replies_of_the_same_words_are_not_the_same_bytes() -> None:
    back = ReturnPath(OPENID, ACCOUNT, EnvelopeCipher(KEY))
    one, other = (xmltodict.parse(answer((say("好"),), back, credentials(), NOW))["xml"] for _ in range(2))
    assert one["Encrypt"] != other["Encrypt"]
    assert one["Nonce"] != other["Nonce"]


def test_without_words_the_answer_is_success_and_not_encrypted() -> None:
    for replies in ((), (say(),), (say("", " \x00"),)):
        assert answer(replies, ReturnPath(OPENID, ACCOUNT, EnvelopeCipher(KEY)), credentials(), NOW) == SUCCESS


def test_offers_are_numbered_lines_and_end_with_a_person() -> None:
    assert text_of(say("有两项：", offers=OFFERS)) == (
        "有两项：\n\n回复数字查看：\n1 支持哪些方面\n2 拨付流程\n0 人工/电话/地址"
    )


def test_replies_of_one_turn_become_one_message() -> None:
    assert text_of(say("甲"), say(), say("乙", "丙")) == "甲\n\n乙\n丙"


def test_size_counts_bytes_of_all_that_is_sent() -> None:
    assert size(say("汉a😀")) == 3 + 1 + 4
    assert size(say("a\x00b")) == 2
    assert size(say("甲"), say("乙")) == 3 + 2 + 3
    assert size(say("甲", offers=OFFERS)) == len(text_of(say("甲", offers=OFFERS)).encode())


def test_a_message_at_the_limit_is_whole_and_one_byte_more_is_cut() -> None:
    at_limit = "汉" * (LIMIT_BYTES // 3)
    assert fitting_text_of(say(at_limit)) == at_limit
    over = fitting_text_of(say(at_limit + "a"))
    assert over.endswith(f"\n{CUT}")
    assert len(over.encode()) <= LIMIT_BYTES


@given(st.text(min_size=1), st.sampled_from(["汉", "😀", "a", "\n", "长" * 50 + "\n"]))
def test_a_cut_never_exceeds_the_limit_and_keeps_what_it_keeps(head: str, filler: str) -> None:
    text = clean(head) + filler * LIMIT_BYTES
    short = cut(text)
    assert len(short.encode()) <= LIMIT_BYTES
    assert text.startswith(short.removesuffix(f"\n{CUT}"))


def test_a_cut_keeps_whole_lines() -> None:
    line = "“" + "条" * 99 + "”（第九条）"
    short = cut("\n".join([line] * 20))
    assert set(short.split("\n")) == {line, CUT}
