"""Which of a step's choices words mean: by number, by name, or so nearly that it is asked back."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from difflib import SequenceMatcher

from handlers.forms.spec import Choice, Step
from handlers.texts import forms as texts
from handlers.values import form_words
from handlers.values.numerals import to_number
from handlers.values.reading import Doubtful, Invalid, Parsed, Value, invalid
from handlers.values.words import asks, bare
from policy_kb.reading import Reading

_TELLING = 3
"""Characters that a piece of a name needs where more is told behind it."""
_LIKE = 0.7
"""How much of a word must be the choice's own (前其预付 for 前期预付); 预付比例 is about something else."""


def read_choice(step: Step, words: Reading | str) -> Parsed:
    """A `Value` where one choice is picked, `Doubtful` where one is meant by the look of it."""
    reading = Reading.of(words)
    said = reading.bare
    if picked := form_words.PICKED.fullmatch(said):
        return _of_article(step, picked["number"]) or _numbered(step, picked["number"])
    if (article := form_words.ARTICLE.fullmatch(said)) and (chosen := _of_article(step, article["number"])):
        return chosen
    if found := _only(_named(step, said)):
        return Value(found.stored)
    if listed := form_words.LISTED.fullmatch(said):
        return _both(step, listed["number"], listed["name"])
    return None if asks(reading) else _nearly(step, reading.simple, said)


def _numbered(step: Step, number: str) -> Parsed:
    """0 and numbers with zeros before them are none of a list; they may be the end of a name."""
    if number.startswith("0") and len(number) > 1:
        return _like(step, number) or _none_such(step)
    counted = to_number(number[:6])
    place = int(counted) if counted is not None else 0
    return Value(step.choices[place - 1].stored) if 0 < place <= len(step.choices) else _none_such(step)


def _of_article(step: Step, number: str) -> Value | None:
    """The choice that is this article (17 of 第十七条), unless the number is a place in the list."""
    wanted = to_number(number[:6])
    if wanted is None or wanted <= len(step.choices):
        return None
    found = [choice for choice in step.choices if _article(choice) == wanted]
    return Value(found[0].stored) if len(found) == 1 else None


def _article(choice: Choice) -> Decimal | None:
    found = form_words.ARTICLE.fullmatch(choice.label)
    return to_number(found["number"]) if found else None


def _none_such(step: Step) -> Invalid:
    return invalid(texts.no_such_choice(count=len(step.choices)))


def _both(step: Step, number: str, name: str) -> Parsed:
    """1. 前期预付资金, as it stands in the list; where number and name are of two choices, it is asked back."""
    found = _only(_named(step, name))
    if found is None:
        return None
    is_same = _numbered(step, number) == Value(found.stored)
    return Value(found.stored) if is_same else Doubtful(found.stored)


def _nearly(step: Step, simple: str, said: str) -> Parsed:
    head = bare(form_words.CLAUSES.split(simple.strip(), maxsplit=1)[0])
    if head != said and (found := _only(_named(step, head))):
        return Doubtful(found.stored)
    return _like(step, said) or (_like(step, head) if len(head) >= _TELLING else None)


def _like(step: Step, said: str) -> Parsed:
    """A piece of a choice's name, or the name with a slip in it."""
    pieces = [choice for choice in step.choices if any(_is_piece(said, name) for name in _names(choice))]
    if len(pieces) > 1:
        return _none_such(step)
    near = pieces or [one for one in step.choices if any(_is_slip(said, name) for name in _names(one))]
    return Doubtful(near[0].stored) if len(near) == 1 else None


def _is_piece(said: str, name: str) -> bool:
    return name.startswith(said) if len(said) == 1 else said in name


def _is_slip(said: str, name: str) -> bool:
    return 1 < len(said) <= len(name) and SequenceMatcher(None, said, name).ratio() >= _LIKE


def _named(step: Step, said: str) -> list[Choice]:
    """The choices that have this name, with or without what people say around it (选预付款吧)."""
    if not said:
        return []
    alone = form_words.CHOICE_AFTER.sub("", form_words.CHOICE_BEFORE.sub("", said, count=1), count=1)
    exact = [choice for choice in step.choices if said in _names(choice)]
    return exact or [choice for choice in step.choices if alone in _names(choice)]


def _names(choice: Choice) -> Iterator[str]:
    return map(bare, (choice.label, *choice.words))


def _only(found: list[Choice]) -> Choice | None:
    return found[0] if len(found) == 1 else None
