"""The whole answer to one step, as a field of a page gives it: everything in it is meant as the value."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.forms.choosing import read_choice
from handlers.forms.spec import BETWEEN, Step
from handlers.texts import forms as texts
from handlers.values.reading import Doubtful, Invalid, Parsed, Value, invalid
from handlers.values.words import without_symbols


def read_answer(step: Step, words: str) -> Value | Invalid:
    """What was typed as a value of the step, an empty field as skipped, or what is wrong with it."""
    if not words.strip():
        return Value(None) if step.optional else invalid(texts.fill_in(label=step.label))
    match _read(step, words):
        case Value() | Invalid() as read:
            return read
        case Doubtful(stored):  # it is shown once more before it counts
            return Value(stored)
        case None:
            return invalid(texts.choose(label=step.label) if step.choices else why_not(step))


def read_several(step: Step, taken: Iterable[str]) -> Value | Invalid:
    """Which of the step's choices were taken, in the step's order; others than its own are none."""
    known = {str(choice.stored) for choice in step.choices}
    wanted = set(taken)
    if not wanted:
        return Value(None) if step.optional else invalid(texts.choose(label=step.label))
    if wanted - known:
        return invalid(texts.choose(label=step.label))
    return Value(BETWEEN.join(str(choice.stored) for choice in step.choices if str(choice.stored) in wanted))


def why_not(step: Step) -> str:
    """What is said of words that are no value of the step."""
    if step.choices:
        return texts.no_choice(label=step.label, count=len(step.choices))
    return step.again or texts.not_a_value(label=step.label, example=step.example)


def _read(step: Step, words: str) -> Parsed:
    if step.free:
        return step.read(words)
    if not step.choices:
        return step.read(without_symbols(words))
    picked = next((choice for choice in step.choices if str(choice.stored) == words), None)
    return Value(picked.stored) if picked else read_choice(step, words)
