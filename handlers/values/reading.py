"""What a reader makes of words that people typed: a value, a doubtful or a faulty one, or nothing of its kind."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from msgspec import Struct

from policy_kb.models import Part, Sentence

Stored = str | int | bool | None
"""What an answer is kept as; None is a step that was skipped."""


class Value(Struct, frozen=True):
    """The words are a value of the step."""

    stored: Stored


class Doubtful(Struct, frozen=True):
    """The words may be a value, or something said by the way: asked before it is taken."""

    stored: Stored


class Invalid(Struct, frozen=True):
    """Meant as a value, and none: `parts` say why and what to write instead."""

    parts: tuple[Part, ...]


Parsed = Value | Doubtful | Invalid | None
"""What a reader makes of words; None where they are nothing like a value of its kind."""

Reader = Callable[[str], Parsed]


class Likely(Enum):
    """How plainly words of a free text belong to what the step asks."""

    SURELY = auto()
    MAYBE = auto()
    HARDLY = auto()


def invalid(text: str) -> Invalid:
    """A refusal in one fixed sentence."""
    return Invalid((Sentence(text=text),))
