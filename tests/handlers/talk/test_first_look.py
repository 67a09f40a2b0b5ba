"""A question is answered without asking every router; what is a router's own is never passed over."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.applications import status_words
from handlers.form_state import FormTalk
from handlers.messages import Channel, Inbound, Person, Press, Text
from handlers.office import Office
from handlers.registry import Assistant
from handlers.talk.first_look import FirstLook, Heard, HeardRouter
from handlers.turn import Decision, Outcome, Session, Turn, say
from handlers.values.vocabulary import NOTHING, Vocabulary, made_of
from policy_kb.reading import Reading
from tests.measure import opened, samples

NOW = datetime(2026, 11, 29, tzinfo=UTC)


@pytest.fixture(scope="module")
def look() -> FirstLook:
    return Assistant(opened(), Office()).first_look


@pytest.fixture(scope="module")
def vocabulary(look: FirstLook) -> Vocabulary:
    return look.vocabulary


def expressions(vocabulary: Vocabulary) -> Iterator[tuple[re.Pattern[str], bool]]:
    for words, is_whole in chain(
        ((one, True) for one in vocabulary.whole), ((one, False) for one in vocabulary.inside)
    ):
        if not isinstance(words, str):
            yield re.compile(words.pattern, words.flags), is_whole


@given(st.data())
def test_whatever_an_expression_matches_is_looked_at(vocabulary: Vocabulary, data: st.DataObject) -> None:
    asked = data.draw(st.sampled_from([vocabulary, status_words.OWN, status_words.CASES]))
    pattern, is_whole = data.draw(st.sampled_from(list(expressions(asked))))
    said = data.draw(st.from_regex(pattern, fullmatch=is_whole))
    assert asked.may_hold(Reading(said).characters)


async def deciding_unasked(look: FirstLook, said: str) -> list[HeardRouter]:
    """The routers that are passed over and would have decided."""
    turn = Turn(Inbound(Person(Channel.WECHAT, "a"), "k", Text(said), NOW), Session(), NOW)
    passed_over = set(look.heard).difference(look.routers(turn))
    return [router for router in passed_over if await router(turn) is not None]


@given(st.data())
def test_one_that_is_passed_over_has_nothing_to_say_to_the_words_of_another(
    look: FirstLook, data: st.DataObject
) -> None:
    asked = data.draw(st.sampled_from([router.vocabulary for router in look.heard if router.vocabulary.whole]))
    words = data.draw(st.sampled_from(asked.whole + asked.inside))
    said = words if isinstance(words, str) else data.draw(st.from_regex(re.compile(words.pattern, words.flags)))
    assert not asyncio.run(deciding_unasked(look, said))


def test_one_that_is_passed_over_has_nothing_to_say_to_what_people_wrote(look: FirstLook) -> None:
    told = [sample.q for sample in samples()[::29] if look.vocabulary.may_hold(Reading(sample.q).characters)]
    assert len(told) > 50
    assert not [said for said in told if asyncio.run(deciding_unasked(look, said))]


@pytest.mark.parametrize("said", ["投诉建议帮定", "东坡公司邦定 34679ACDEF", "榜定：34679ACDEF 东坡"])
def test_a_slip_is_heard_among_any_words(look: FirstLook, said: str) -> None:
    assert not asyncio.run(deciding_unasked(look, said))


def test_every_word_of_a_table_is_looked_at(vocabulary: Vocabulary) -> None:
    words = [words for words in vocabulary.whole if isinstance(words, str)]
    assert len(words) > 50
    assert all(vocabulary.may_hold(Reading(word).characters) for word in words)


@pytest.mark.parametrize("said", ["34679ACDEF", "2026 123456", "help", "12345", "👍", "。"])
def test_what_holds_no_chinese_is_looked_at(vocabulary: Vocabulary, said: str) -> None:
    assert vocabulary.may_hold(Reading(said).characters)


@pytest.mark.parametrize(
    "said", ["乡村电商物流补贴标准是怎样规定的", "冷库建设能不能得到扶持资金", "專項資金支持哪些範圍"]
)
def test_a_question_is_for_the_last_router_alone(vocabulary: Vocabulary, said: str) -> None:
    assert not vocabulary.may_hold(Reading(said).characters)


async def nobody(_turn: Turn) -> Decision | None:
    return None


async def everybody(turn: Turn) -> Decision | None:
    return Outcome((say("答"),), turn.session)


def routers(content: Text | Press, session: Session, channel: Channel = Channel.WECHAT) -> int:
    look = FirstLook((Heard(nobody, NOTHING), Heard(nobody, made_of("绑定"))), everybody)
    return len(look.routers(Turn(Inbound(Person(channel, "a"), "k", content, NOW), session, NOW)))


def test_those_are_asked_whose_the_words_may_be() -> None:
    assert routers(Text("补贴多少"), Session()) == 1
    assert routers(Text("绑定"), Session()) == 2
    assert routers(Text("bangding"), Session()) == 3


def test_all_are_asked_where_something_is_begun_or_the_channel_has_a_way_of_its_own() -> None:
    question = Text("补贴多少")
    assert routers(Press(1), Session()) == 3
    assert routers(question, Session(form=FormTalk("leave"))) == 3
    assert routers(question, Session(reporting=True)) == 3
    assert routers(question, Session(), Channel.TELEGRAM) == 3
    assert routers(question, Session(), Channel.CONSOLE) == 3


def test_a_router_that_is_a_function_decides_as_it_does() -> None:
    turn = Turn(Inbound(Person(Channel.WEB, "a"), "k", Text("问"), NOW), Session(), NOW)
    assert asyncio.run(Heard(everybody, NOTHING)(turn)) == asyncio.run(everybody(turn))
