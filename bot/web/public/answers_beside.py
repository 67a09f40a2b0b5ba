"""The office's own answers as the measure's page shows them: beside their articles, and found by their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from handlers.talk.office_answers import Published
from policy_kb.matching.normalise import normalise


class AnswersBeside(Struct, frozen=True):
    """By the id of their article; `elsewhere` are those that belong to none that is there."""

    by_article: Mapping[str, tuple[Published, ...]]
    elsewhere: tuple[Published, ...]


def anchor_of_answer(one: Published) -> str:
    """Where links to an answer lead; it stands beside several articles, and has its anchor at the first."""
    return f"answer-{one.id}"


def answers_beside(published: Iterable[Published], articles: Collection[str]) -> AnswersBeside:
    """Each below every article that it belongs to, in the order in which they come."""
    placed, elsewhere = defaultdict[str, list[Published]](list), list[Published]()
    for one in published:
        belongs = dict.fromkeys(unit.partition(".")[0] for unit in one.passages)
        there = [article for article in belongs if article in articles]
        for article in there:
            placed[article].append(one)
        if not there:
            elsewhere.append(one)
    return AnswersBeside({article: tuple(found) for article, found in placed.items()}, tuple(elsewhere))


def answers_with(published: Iterable[Published], typed: str) -> tuple[Published, ...]:
    """Those that hold what is looked for, as one stretch or each of its words; nothing is no word."""
    words = normalise(typed)
    if not words.strip():
        return ()
    return tuple(
        one for one in published if _holds(_folded("\n".join((one.question, one.text, *one.wordings))), words)
    )


def _holds(text: str, words: str) -> bool:
    return "".join(words.split()) in text or all(word in text for word in words.split())


def _folded(text: str) -> str:
    return "".join(normalise(text).split())
