from __future__ import annotations

import base64
import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wechat.crypto import Closed, EnvelopeCipher, Opened, is_same, open_envelope, seal_envelope, sign
from bot.channels.wechat.inbound import Accepted, Ignored, Rejected, Why, answer_url_check, verify_and_parse
from bot.channels.wechat.settings import Mode
from handlers.messages import Channel, Event, EventKind, Person, Text
from tests.bot.channels.wechat.support import (
    ACCOUNT,
    APP_ID,
    KEY,
    NOW,
    OLD_KEY,
    OPENID,
    OTHER_KEY,
    TOKEN,
    aes_body,
    aes_query,
    credentials,
    encrypted,
    plain_query,
    text_xml,
    xml_of,
)
from tests.clocks import linear_time

GOLDEN_ENVELOPE = (
    "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR"
    "8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km3"
    "2IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04="
)
GOLDEN_SAFE = {
    "signature": "6c5c811b55cc85e0e1b54100749188c20beb3f5d",
    "msg_signature": "046e02f8204d34f8ba5fa3b1db94908f3df2e9b3",
    "timestamp": "1714112445",
    "nonce": "415670741",
    "encrypt_type": "aes",
}


def at(timestamp: int) -> datetime:
    return datetime.fromtimestamp(timestamp, UTC)


def test_golden_url_check_is_echoed() -> None:
    query = {
        "signature": "f464b24fc39322e44b38aa78f5edd27bd1441696",
        "timestamp": "1714036504",
        "nonce": "1514711492",
        "echostr": "4375120948345356249",
    }
    assert answer_url_check(query, credentials()) == "4375120948345356249"
    for name in query:
        assert answer_url_check({**query, name: ""}, credentials()) is None
        assert answer_url_check({k: v for k, v in query.items() if k != name}, credentials()) is None
    assert answer_url_check({**query, "signature": query["signature"].upper()}, credentials()) is None


def test_golden_plain_request_is_accepted() -> None:
    query = {
        "signature": "899cf89e464efb63f54ddac96b0a0a235f53aa78",
        "timestamp": "1714037059",
        "nonce": "486452656",
    }
    outcome = verify_and_parse(query, text_xml().encode(), credentials(Mode.PLAIN), at(1714037059))
    assert isinstance(outcome, Accepted)


def test_golden_envelope_opens_and_its_json_is_recognised() -> None:
    opened = open_envelope(GOLDEN_ENVELOPE, credentials())
    assert isinstance(opened, Opened)
    assert json.loads(opened.text)["debug_str"] == "hello world"
    for body in (aes_body(GOLDEN_ENVELOPE), json.dumps({"Encrypt": GOLDEN_ENVELOPE}).encode()):
        assert verify_and_parse(GOLDEN_SAFE, body, credentials(), at(1714112445)) == Ignored(Why.JSON)


def test_golden_reply_is_encrypted_byte_for_byte() -> None:
    sealed = EnvelopeCipher(KEY).encrypt('{"demo_resp":"good luck"}', app_id=APP_ID, prefix=b"707722b803182950")
    assert sealed == ("ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==")


def test_an_encrypted_message_becomes_an_inbound_and_remembers_its_key() -> None:
    envelope, ours = encrypted(text_xml("第九条")), credentials()
    outcome = verify_and_parse(aes_query(envelope), aes_body(envelope), ours, NOW)
    assert isinstance(outcome, Accepted)
    assert outcome.inbound.person == Person(Channel.WECHAT, OPENID)
    assert outcome.inbound.content == Text("第九条")
    assert outcome.inbound.received_at == NOW
    assert (outcome.back.openid, outcome.back.account, outcome.back.cipher) == (OPENID, ACCOUNT, ours.ciphers[0])


def test_the_previous_key_still_opens_and_is_used_for_the_reply() -> None:
    envelope = encrypted(text_xml(), key=OLD_KEY)
    ours = credentials(previous=OLD_KEY)
    outcome = verify_and_parse(aes_query(envelope), aes_body(envelope), ours, NOW)
    assert isinstance(outcome, Accepted)
    assert outcome.back.cipher is ours.ciphers[1]


def test_a_key_of_nobody_is_acknowledged_and_named() -> None:
    envelope = encrypted(text_xml(), key=OTHER_KEY)
    for known in (credentials(), credentials(previous=OLD_KEY)):
        assert verify_and_parse(aes_query(envelope), aes_body(envelope), known, NOW) == Ignored(Why.WRONG_KEY)


def test_another_account_is_refused_under_either_key() -> None:
    for key in (KEY, OLD_KEY):
        envelope = encrypted(text_xml(), key=key, app_id="wx0000000000000000")
        outcome = verify_and_parse(aes_query(envelope), aes_body(envelope), credentials(previous=OLD_KEY), NOW)
        assert outcome == Rejected(Why.OTHER_APP)


@pytest.mark.parametrize("name", ["msg_signature", "timestamp", "nonce"])
@pytest.mark.parametrize("value", [None, "", "0", "签名", "\udcff", "0" * 40])
def test_each_signed_parameter_is_checked(name: str, value: str | None) -> None:
    envelope = encrypted(text_xml())
    query = {key: one for key, one in aes_query(envelope).items() if key != name}
    if value is not None:
        query[name] = value
    assert verify_and_parse(query, aes_body(envelope), credentials(), NOW) == Rejected(Why.SIGNATURE)


def test_the_signature_that_covers_no_body_opens_nothing_in_aes_mode() -> None:
    envelope = encrypted(text_xml())
    query = {**plain_query(), "encrypt_type": "aes", "msg_signature": plain_query()["signature"]}
    assert verify_and_parse(query, aes_body(envelope), credentials(), NOW) == Rejected(Why.SIGNATURE)


@pytest.mark.parametrize("kind", [None, "raw", "AES", ""])
def test_a_downgrade_is_refused_in_safe_mode(kind: str | None) -> None:
    query = plain_query() | ({} if kind is None else {"encrypt_type": kind})
    assert verify_and_parse(query, text_xml().encode(), credentials(), NOW) == Rejected(Why.DOWNGRADE)


@pytest.mark.parametrize("mode", [Mode.PLAIN, Mode.COMPAT])
def test_plain_requests_are_read_in_plain_and_compat_mode(mode: Mode) -> None:
    outcome = verify_and_parse(plain_query(), text_xml().encode(), credentials(mode), NOW)
    assert isinstance(outcome, Accepted)
    assert outcome.back.cipher is None
    forged = {**plain_query(), "signature": "0" * 40}
    assert verify_and_parse(forged, text_xml().encode(), credentials(mode), NOW) == Rejected(Why.SIGNATURE)


def test_compat_mode_believes_the_envelope_and_not_the_plain_fields_beside_it() -> None:
    envelope = encrypted(text_xml("真的"))
    lie = "<Content><![CDATA[假的<Encrypt>QUJD</Encrypt>]]></Content><MsgType>text</MsgType>"
    outcome = verify_and_parse(aes_query(envelope), aes_body(envelope, lie), credentials(Mode.COMPAT), NOW)
    assert isinstance(outcome, Accepted)
    assert outcome.inbound.content == Text("真的")


@pytest.mark.parametrize("minutes", [-14.9, 14.9])
def test_a_timestamp_within_the_window_is_good(minutes: float) -> None:
    envelope = encrypted(text_xml())
    query = aes_query(envelope, NOW + timedelta(minutes=minutes))
    assert isinstance(verify_and_parse(query, aes_body(envelope), credentials(), NOW), Accepted)


@pytest.mark.parametrize("minutes", [-60, -15.1, 15.1])
def test_a_replay_outside_the_window_does_nothing(minutes: float) -> None:
    envelope = encrypted(text_xml())
    query = aes_query(envelope, NOW + timedelta(minutes=minutes))
    assert verify_and_parse(query, aes_body(envelope), credentials(), NOW) == Ignored(Why.STALE)
    plain = plain_query(NOW + timedelta(minutes=minutes))
    assert verify_and_parse(plain, text_xml().encode(), credentials(Mode.PLAIN), NOW) == Ignored(Why.STALE)


@pytest.mark.parametrize("timestamp", ["", "now", "-1", "1e9", "9" * 5000, "１７６４"])
def test_a_signed_timestamp_that_is_no_time_does_nothing(timestamp: str) -> None:
    query = {"timestamp": timestamp, "nonce": "n", "signature": sign(TOKEN, timestamp, "n")}
    assert verify_and_parse(query, text_xml().encode(), credentials(Mode.PLAIN), NOW) == Ignored(Why.STALE)


BROKEN = {
    "empty": b"",
    "garbage": b"\x00\xff\xfe garbage",
    "no xml": "今天天气".encode(),
    "other root": b"<html><MsgType>text</MsgType></html>",
    "bad utf-8": b"<xml><MsgType>\xff\xfe</MsgType></xml>",
    "another encoding": '<?xml version="1.0" encoding="utf-16"?><xml/>'.encode("utf-16"),
    "cut off": text_xml().encode()[:-9],
    "bare": b"<xml/>",
    "text only": b"<xml>text</xml>",
    "no MsgType": xml_of(Content="x", MsgId="1").encode(),
    "empty MsgType": xml_of(MsgType="").encode(),
    "two MsgTypes": xml_of(MsgType="text", raw="<MsgType>image</MsgType>").encode(),
    "no sender": b"<xml><ToUserName>gh</ToUserName><MsgType>text</MsgType><Content>x</Content></xml>",
    "endless sender": xml_of(MsgType="text", FromUserName="o" * 1000).encode(),
    "nested content": xml_of(MsgType="text", MsgId="1", raw="<Content><a>1</a></Content>").encode(),
    "entity": b'<!DOCTYPE x [<!ENTITY a "b">]><xml><MsgType>text</MsgType><Content>&a;</Content></xml>',
    "entity bomb": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><xml><Content>&b;</Content></xml>',
    "external entity": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><Content>&a;</Content></xml>',
    "deep": b"<a>" * 35_000 + b"</a>" * 35_000,
    "deep in xml": b"<xml>" + b"<a>" * 35_000 + b"</a>" * 35_000 + b"</xml>",
    "many elements": b"<xml>" + b"<a/>" * 60_000 + b"</xml>",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_signed_body_that_is_no_message_is_acknowledged(name: str) -> None:
    body = BROKEN[name]
    assert verify_and_parse(plain_query(), body, credentials(Mode.PLAIN), NOW) == Ignored(Why.UNREADABLE)
    assert verify_and_parse({}, body, credentials(Mode.PLAIN), NOW) == Rejected(Why.SIGNATURE)
    # In aes mode a body without an envelope is signed by nobody.
    outcome = verify_and_parse({**plain_query(), "encrypt_type": "aes"}, body, credentials(), NOW)
    assert outcome == Rejected(Why.SIGNATURE)


@pytest.mark.parametrize(
    "name", [name for name in BROKEN if name not in {"garbage", "bad utf-8", "another encoding"}]
)
def test_an_envelope_around_no_message_is_acknowledged(name: str) -> None:
    envelope = encrypted(BROKEN[name].decode())
    assert verify_and_parse(aes_query(envelope), aes_body(envelope), credentials(), NOW) == Ignored(Why.UNREADABLE)


@pytest.mark.parametrize("envelope", ["AAAA", "A" * 22 + "==", "A" * 44, "=", "A" * 5])
def test_a_signed_envelope_that_is_no_cipher_text_is_acknowledged(envelope: str) -> None:
    outcome = verify_and_parse(aes_query(envelope), aes_body(envelope), credentials(previous=OLD_KEY), NOW)
    assert outcome == Ignored(Why.WRONG_KEY)


@pytest.mark.parametrize("body", [b"{}", b"[]{", b'{"Encrypt": 1}', b'{"Encrypt": ["a"]}', b'{"a":' * 100_000])
def test_json_is_acknowledged_only_where_it_is_signed(body: bytes) -> None:
    assert verify_and_parse({"encrypt_type": "aes"}, body, credentials(), NOW) == Rejected(Why.SIGNATURE)
    if body.startswith(b"{"):
        assert verify_and_parse(plain_query(), body, credentials(Mode.PLAIN), NOW) == Ignored(Why.JSON)


def test_a_bare_doctype_passes() -> None:
    body = b"<!DOCTYPE xml>" + text_xml().encode()
    assert isinstance(verify_and_parse(plain_query(), body, credentials(Mode.PLAIN), NOW), Accepted)


def key_for(xml: str) -> str:
    outcome = verify_and_parse(plain_query(), xml.encode(), credentials(Mode.PLAIN), NOW)
    assert isinstance(outcome, Accepted)
    return outcome.inbound.key


def test_the_key_is_the_same_for_repeats_and_another_for_any_other_message() -> None:
    click = {"MsgType": "event", "Event": "CLICK"}
    different = [
        text_xml("甲"),
        text_xml("甲", message_id="2"),
        xml_of(MsgType="text", Content="甲", MsgId="23000000000000001", FromUserName="oSomebodyElse"),
        xml_of(MsgType="text", Content="甲", MsgId="23000000000000001", CreateTime="1764000001"),
        xml_of(MsgType="text", Content="甲"),
        xml_of(MsgType="text", Content="乙"),
        xml_of(MsgType="text", Content="甲", MsgId="1", CreateTime=""),
        xml_of(MsgType="text", Content="乙", MsgId="1", CreateTime=""),
        xml_of(**click, EventKey="拨付流程"),
        xml_of(**click, EventKey="支持哪些方面"),
        xml_of(**click, EventKey="长" * 500),
        xml_of(**click, EventKey="长" * 501),
        xml_of(MsgType="event", Event="SCAN", EventKey="拨付流程"),
    ]
    keys = [key_for(xml) for xml in different]
    assert len(set(keys)) == len(keys)
    assert [key_for(xml) for xml in different] == keys
    assert max(map(len, keys)) <= 160


def test_a_message_id_of_64_bits_keeps_every_digit() -> None:
    assert key_for(text_xml(message_id="18446744073709551615")).endswith("|18446744073709551615")


def test_an_unknown_key_never_opens_as_another_account() -> None:
    envelope = encrypted(text_xml(), key=OTHER_KEY, app_id="wx0000000000000000")
    assert open_envelope(envelope, credentials(previous=OLD_KEY)) is Closed.WRONG_KEY


@given(st.text(), st.text())
def test_comparison_takes_any_text(left: str, right: str) -> None:
    assert is_same(left, right) == (left == right)


@given(
    st.dictionaries(st.sampled_from([*GOLDEN_SAFE, "echostr"]), st.text() | st.just("aes")),
    st.binary() | st.builds(aes_body, st.text(alphabet="AZ09+/=")),
    st.sampled_from(Mode),
)
def test_nothing_unsigned_is_ever_read(query: dict[str, str], body: bytes, mode: Mode) -> None:
    assert isinstance(verify_and_parse(query, body, credentials(mode), NOW), Rejected)


@given(st.binary() | st.text().map(str.encode))
def test_nothing_signed_is_ever_an_exception(body: bytes) -> None:
    assert isinstance(verify_and_parse(plain_query(), body, credentials(Mode.PLAIN), NOW), Accepted | Ignored)


LEAF = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20).filter(lambda text: "]]>" not in text)


@given(
    st.dictionaries(
        st.sampled_from(
            ["MsgType", "Event", "EventKey", "Content", "MsgId", "CreateTime", "MediaId", "Recognition"]
        ),
        LEAF | st.sampled_from(["text", "event", "voice", "CLICK", "subscribe", "qrscene_1"]),
    )
)
def test_no_signed_message_is_ever_an_exception(fields: dict[str, str]) -> None:
    envelope = encrypted(xml_of(**fields))
    outcome = verify_and_parse(aes_query(envelope), aes_body(envelope), credentials(), NOW)
    assert isinstance(outcome, Accepted | Ignored)


def test_a_scan_that_follows_keeps_its_scene() -> None:
    xml = xml_of(MsgType="event", Event="subscribe", EventKey="qrscene_bind-1", Ticket="T")
    outcome = verify_and_parse(plain_query(), xml.encode(), credentials(Mode.PLAIN), NOW)
    assert isinstance(outcome, Accepted)
    assert outcome.inbound.content == Event(EventKind.SUBSCRIBE, "bind-1")


@pytest.mark.parametrize("illegal", ["\x00", "\x01\x02", "\x0b", "\x1b[31m", "\ufffe", "\uffff"])
@pytest.mark.parametrize("mode", [Mode.SAFE, Mode.PLAIN])
def test_characters_that_xml_does_not_know_are_left_out(mode: Mode, illegal: str) -> None:
    xml = text_xml(f"烂尾{illegal}咋办")
    if mode is Mode.SAFE:
        envelope = encrypted(xml)
        found = verify_and_parse(aes_query(envelope), aes_body(envelope), credentials(mode), NOW)
    else:
        found = verify_and_parse(plain_query(), xml.encode(), credentials(mode), NOW)
    assert isinstance(found, Accepted)
    assert isinstance(found.inbound.content, Text)
    assert found.inbound.content.text.replace("[31m", "") == "烂尾咋办"


@pytest.mark.parametrize(
    "typed",
    [
        "<Encrypt>AAAA</Encrypt>" * 9,
        "<Encrypt><![CDATA[AAAA</Encrypt>" * 9,
        "<![CDATA[<Encrypt>AAAA</Encrypt>",
        "]]><Encrypt>AAAA</Encrypt><![CDATA[",
        "<Encrypt>",
    ],
)
def test_a_text_that_looks_like_envelopes_is_answered_in_compat_mode(typed: str) -> None:
    envelope = encrypted(text_xml("支持哪些方面"))
    body = aes_body(envelope, beside=f"<Content><![CDATA[{typed}]]></Content>")
    assert isinstance(verify_and_parse(aes_query(envelope), body, credentials(Mode.COMPAT), NOW), Accepted)


def test_a_body_of_openings_is_walked_once() -> None:
    with linear_time():
        for part in (b"<![CDATA[", b"<Encrypt>", b"<Encrypt><![CDATA[AAAA", b"<Encrypt>" + b"A" * 1000):
            body = b"<xml>" + part * (250_000 // len(part))
            assert verify_and_parse(aes_query("x"), body, credentials(), NOW) == Rejected(Why.SIGNATURE)


def test_the_same_words_are_sealed_otherwise_each_time() -> None:
    """The IV is the same for every message: the beginning keeps two answers apart."""
    ours = credentials()
    sealed = {seal_envelope("<xml/>", ours.ciphers[0], ours, NOW) for _ in range(3)}
    hidden = {re.search(r"<Encrypt><!\[CDATA\[(.*?)\]\]>", one)[1] for one in sealed}  # type: ignore[index]
    assert len(hidden) == 3
    assert len({base64.b64decode(one)[:16] for one in hidden}) == 3
    assert {open_envelope(one, ours) for one in hidden} == {Opened("<xml/>", ours.ciphers[0])}


@pytest.mark.parametrize("broken", ["", "AAAA", "not base64", "A" * 44, "签名", GOLDEN_ENVELOPE[:-8]])
def test_what_does_not_open_leaves_the_next_message_readable(broken: str) -> None:
    ours = credentials()
    assert open_envelope(broken, ours) is Closed.WRONG_KEY
    for text in ("第九条", "第十条"):
        opened = open_envelope(encrypted(text), ours)
        assert isinstance(opened, Opened)
        assert opened.text == text
