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
from handlers.messages import Channel, Event, EventKind, Inbound, Media, MediaKind, Person, Press, Reply, Text
from handlers.turn import Session
from policy_kb.models import Citation, Offer, OfferKind, Quotation, Sentence

WORDS = st.text(max_size=20)
CONTENTS = (
    st.builds(Text, WORDS)
    | st.builds(Press, st.integers())
    | st.builds(Media, st.sampled_from(MediaKind), WORDS, WORDS)
    | st.builds(Event, st.sampled_from(EventKind), WORDS)
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
