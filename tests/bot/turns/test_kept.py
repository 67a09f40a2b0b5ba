"""Answers kept for a moment: the same to everybody, and only of what two people asked and nobody would hide."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from msgspec.structs import replace

from bot.turns.dispatch import Dispatcher
from bot.turns.ending import Ended
from bot.turns.kept import LIVES, KeptAnswers
from handlers.messages import Inbound
from handlers.turn import Miss, MissReason, Outcome, Session, Turn, say
from policy_kb.models import Citation
from store.database import Database
from tests.bot.talking import answer_to, message, said, talking, words
from tests.clocks import FrozenClock

ASKED = "支持哪些方面"
CITED = (Citation(unit="art:5", label="第五条"),)


class Handlers:
    """Answers with a passage, and how often they were asked; `changed` is what else a turn comes to."""

    def __init__(self, changed: Callable[[Outcome], Outcome] = lambda outcome: outcome) -> None:
        self.asked: list[str] = []
        self._changed = changed

    async def __call__(self, turn: Turn) -> Outcome:
        self.asked.append(turn.inbound.person.address)
        reply = replace(say(f"“原文”（第五条）{len(self.asked)}"), citations=CITED)
        outcome = answer_to(turn, "")
        return self._changed(replace(outcome, replies=(reply,), recent=words(turn.inbound)))


@asynccontextmanager
async def asking(
    database: Database, clock: FrozenClock, handlers: Handlers, edition: Callable[[], int] = lambda: 0
) -> AsyncIterator[Dispatcher]:
    kept = KeptAnswers(clock, edition)
    async with talking(database, clock, handlers, is_immediate=lambda _inbound: True, kept=kept) as dispatcher:
        yield dispatcher


async def ask(dispatcher: Dispatcher, *people: str, text: str = ASKED) -> list[str]:
    answers = [said(await dispatcher.handle(message(text, key=f"{one} {text}", address=one))) for one in people]
    return [answer[0] for answer in answers]


async def test_what_two_people_asked_is_answered_to_the_third_without_deciding_again(
    database: Database, clock: FrozenClock
) -> None:
    handlers = Handlers()
    async with asking(database, clock, handlers) as dispatcher:
        first, second, third = await ask(dispatcher, "anna", "berta", "carla")
        assert (first, third) == ("“原文”（第五条）1", second)
        assert handlers.asked == ["anna", "berta"]
        # The talk goes on from there as from any answer: what comes next is decided on the session that it left.
        await ask(dispatcher, "carla", text="还有呢")
        assert handlers.asked == ["anna", "berta", "carla"]


async def test_a_repeat_of_a_message_gets_its_own_answer(database: Database, clock: FrozenClock) -> None:
    async with asking(database, clock, Handlers()) as dispatcher:
        _, second, third = await ask(dispatcher, "anna", "berta", "carla")
        assert await ask(dispatcher, "carla", "berta", "anna") == [third, second, "“原文”（第五条）1"]


async def test_words_of_one_person_alone_are_not_kept(database: Database, clock: FrozenClock) -> None:
    handlers = Handlers(lambda outcome: replace(outcome, session=Session(greeted=True)))
    async with asking(database, clock, handlers) as dispatcher:
        for number in range(4):
            await dispatcher.handle(message(ASKED, key=str(number)))
        assert handlers.asked == ["anna"] * 4


MISS = Miss(question="问", kind=None, unit="", reason=MissReason.UNANSWERED)


@pytest.mark.parametrize(
    "change",
    [
        lambda outcome: replace(outcome, sensitive=True),
        lambda outcome: replace(outcome, forget=True),
        lambda outcome: replace(outcome, miss=MISS),
        lambda outcome: replace(outcome, recent=None),
        lambda outcome: replace(outcome, recent=""),
        lambda outcome: replace(outcome, replies=(say("您好"),)),
    ],
    ids=["sensitive", "forgets", "not answered", "no question", "confidential", "quotes nothing"],
)
async def test_what_is_more_than_a_quotation_is_decided_for_everybody(
    database: Database, clock: FrozenClock, change: Callable[[Outcome], Outcome]
) -> None:
    handlers = Handlers(change)
    async with asking(database, clock, handlers) as dispatcher:
        await ask(dispatcher, "anna", "berta", "carla")
    assert handlers.asked == ["anna", "berta", "carla"]


async def test_words_with_somebodys_number_are_not_kept(database: Database, clock: FrozenClock) -> None:
    handlers = Handlers()
    async with asking(database, clock, handlers) as dispatcher:
        await ask(dispatcher, "anna", "berta", "carla", text="我的电话13812345678，支持哪些方面")
    assert handlers.asked == ["anna", "berta", "carla"]


async def test_whoever_has_a_talk_behind_them_is_answered_by_it(database: Database, clock: FrozenClock) -> None:
    handlers = Handlers()
    async with asking(database, clock, handlers) as dispatcher:
        await ask(dispatcher, "dora", text="先问别的")
        await ask(dispatcher, "anna", "berta", "dora")
    assert handlers.asked == ["dora", "anna", "berta", "dora"]


async def test_what_is_kept_is_over_after_a_while_and_with_the_office_as_it_was(
    database: Database, clock: FrozenClock
) -> None:
    handlers, editions = Handlers(), [0]
    async with asking(database, clock, handlers, lambda: editions[0]) as dispatcher:
        await ask(dispatcher, "anna", "berta", "carla")
        editions[0] = 1
        await ask(dispatcher, "dora", "emma", "frida")
        clock.advance(seconds=LIVES.total_seconds() + 1)
        await ask(dispatcher, "gerda")
    assert handlers.asked == ["anna", "berta", "dora", "emma", "gerda"]


async def test_what_was_decided_before_the_office_changed_something_is_not_kept_for_after_it(
    database: Database, clock: FrozenClock
) -> None:
    editions = [1]

    def changing(outcome: Outcome) -> Outcome:
        editions[0] = 1  # while the answer is decided
        return outcome

    handlers = Handlers(changing)
    async with asking(database, clock, handlers, lambda: editions[0]) as dispatcher:
        await ask(dispatcher, "anna")
        editions[0] = 0
        await ask(dispatcher, "berta", "carla")
    assert handlers.asked == ["anna", "berta", "carla"]


async def test_memory_is_told_of_each_that_was_answered_and_what_handlers_took_for_it(
    database: Database, clock: FrozenClock
) -> None:
    told: list[tuple[str, str | None, bool]] = []

    def on_ended(inbound: Inbound, ended: Ended) -> None:
        assert ended.seconds is not None
        told.append((inbound.person.address, ended.outcome.recent, ended.seconds > 0))

    kept = KeptAnswers(clock)
    async with talking(
        database, clock, Handlers(), is_immediate=lambda _inbound: True, on_ended=on_ended, kept=kept
    ) as dispatcher:
        await ask(dispatcher, "anna", "berta", "carla")
    assert told == [("anna", ASKED, True), ("berta", ASKED, True), ("carla", ASKED, False)]
