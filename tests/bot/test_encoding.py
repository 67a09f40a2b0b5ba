"""What the store keeps comes back as it was."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.encoding import (
    decode_inbound,
    decode_replies,
    decode_reply,
    decode_session,
    encode_inbound,
    encode_replies,
    encode_session,
)
from handlers.messages import (
    Channel,
    Event,
    EventKind,
    Handling,
    Inbound,
    Media,
    MediaKind,
    Person,
    Press,
    Reply,
    Text,
)
from handlers.turn import Session
from policy_kb.dialogue.memory import Memory
from policy_kb.models import Citation, Offer, OfferKind, Quotation, Sentence

WORDS = st.text(max_size=20)
CONTENTS = (
    st.builds(Text, WORDS)
    | st.builds(Press, st.integers())
    | st.builds(Media, st.sampled_from(MediaKind), WORDS, WORDS)
    | st.builds(Event, st.sampled_from(EventKind), WORDS)
    | st.builds(Handling, st.integers(0))
)
PEOPLE = st.builds(Person, st.sampled_from(Channel), WORDS)
TIMES = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
PARTS = st.builds(Sentence, text=WORDS) | st.builds(
    Quotation,
    text=WORDS,
    start=st.integers(),
    end=st.integers(),
    citation=st.builds(Citation, unit=WORDS, label=WORDS),
)
OFFERS = st.lists(st.builds(Offer, label=WORDS, kind=st.sampled_from(OfferKind), value=WORDS), max_size=3).map(
    tuple
)
REPLIES = st.builds(Reply, parts=st.lists(PARTS, max_size=3).map(tuple), offers=OFFERS)


@given(st.builds(Inbound, PEOPLE, WORDS, CONTENTS, TIMES))
def test_a_message_comes_back_as_it_was(inbound: Inbound) -> None:
    assert decode_inbound(encode_inbound(inbound)) == inbound


@given(st.lists(REPLIES, max_size=3).map(tuple))
def test_replies_come_back_as_they_were(replies: tuple[Reply, ...]) -> None:
    assert decode_replies(encode_replies(replies)) == replies


@given(OFFERS, st.lists(PARTS, max_size=3).map(tuple))
def test_a_session_comes_back_as_it_was(menu: tuple[Offer, ...], rest: tuple[Sentence, ...]) -> None:
    session = Session(menu=menu, rest=rest, greeted=True)
    assert decode_session(encode_session(session)) == session


@given(WORDS)
def test_what_cannot_be_read_is_told_and_never_raises(raw: str) -> None:
    broken = f"<{raw}"
    assert decode_inbound(broken) is None
    assert decode_replies(broken) is None
    assert decode_reply(broken) is None
    assert decode_session(broken) == Session()


def test_what_earlier_versions_stored_is_read() -> None:
    quoted = (
        '{"kind":"quotation","text":"原文","start":3,"end":5,'
        '"citation":{"unit":"9","label":"第九条","edition":""}}'
    )
    session = (
        '{"menu":[{"label":"看","kind":"unit","value":"9"}],'
        f'"rest":[{quoted},{{"kind":"sentence","text":"如下。","heading":""}}],'
        '"memory":{"units":["9"],"listed":[],"asked":["9"],"kind":"rules","topic":"","matter":"","course":"numbers",'
        '"clarified":false},"reporting":false,"told":null,"form":{"form":"leave","version":1,"draft":0,"seen":0,'
        '"filling":{"answers":{"amount":5,"paper":true,"note":null},"asking":"","phase":"asking","doubt":[]},'
        '"subject":"","files":false,"cards":false,"mark":""},"held_code":"","desk":null,'
        '"asked":{"command":"确认","until":"2026-11-29T08:00:00.250000Z","by":"k"},"greeted":true,"staff_talk":null,'
        '"misses":1}'
    )
    read = decode_session(session)
    assert read.form is not None
    assert read.form.filling.answers == {"amount": 5, "paper": True, "note": None}
    assert read.asked is not None
    assert read.asked.until == datetime(2026, 11, 29, 8, 0, 0, 250_000, tzinfo=UTC)
    assert encode_session(read) == session


def test_a_memory_under_its_earlier_name_is_read() -> None:
    kept = '{"context":{"units":["9"],"lead":"合同这样签："},"greeted":true}'
    assert decode_session(kept) == Session(memory=Memory(units=("9",)), greeted=True)


def test_a_time_without_its_zone_is_not_believed() -> None:
    kept = '{"asked":{"command":"确认","until":"2026-11-29T08:00:00","by":"k"}}'
    assert decode_session(kept) == Session()


def test_every_content_is_told_from_the_others_by_what_it_holds() -> None:
    content = '{"kind":"link","reference":"r","name":"","caption":""}'
    head = '{"person":{"channel":"wechat","address":"a"},"key":"k","content":'
    read = decode_inbound(f'{head}{content},"received_at":"2026-11-29T08:00:00Z"}}')
    assert read is not None
    assert read.content == Media(MediaKind.LINK, "r")
    assert decode_inbound(f'{head}{{"other":1}},"received_at":"2026-11-29T08:00:00Z"}}') is None


def test_what_is_nested_without_end_is_begun_afresh() -> None:
    deep = "[" * 100_000 + "]" * 100_000
    for raw in (f'{{"memory":{{"lead":{deep}}}}}', f'{{"context":{deep}}}', deep):
        assert decode_session(raw) == Session()
        assert decode_inbound(raw) is None
        assert decode_replies(raw) is None
        assert decode_reply(raw) is None
