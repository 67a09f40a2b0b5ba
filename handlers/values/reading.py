"""What a reader makes of words that people typed: a value, a doubtful or a faulty one, or nothing of its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from policy_kb.models import Part, Sentence

Stored = str | int | bool | None
"""What an answer is kept as; None is a step that was skipped."""


@dataclass(frozen=True, slots=True)
class Value:
    """The words are a value of the step."""

    stored: Stored


@dataclass(frozen=True, slots=True)
class Doubtful:
    """The words may be a value, or something said by the way: asked before it is taken."""

    stored: Stored


@dataclass(frozen=True, slots=True)
class Invalid:
    """Meant as a value, and none: `parts` say why and what to write instead."""

    parts: tuple[Part, ...]


Reading = Value | Doubtful | Invalid | None
"""What a reader makes of words; None where they are nothing like a value of its kind."""

Reader = Callable[[str], Reading]


class Likely(Enum):
    """How plainly words of a free text belong to what the step asks."""

    SURELY = auto()
    MAYBE = auto()
    HARDLY = auto()


def invalid(text: str) -> Invalid:
    """A refusal in one fixed sentence."""
    return Invalid((Sentence(text=text),))
