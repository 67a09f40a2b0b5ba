"""What a form is: a pydantic model, steps in order, a version; and what became of words typed into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from msgspec import Struct

from handlers.form_state import Filling
from handlers.values.reading import Likely, Parsed, Reader, Stored
from policy_kb.models import Citation, Model, Part

BETWEEN = ","
"""Between the choices of a step that takes several."""

Answers = Mapping[str, Stored]
Check = Callable[[Stored], tuple[Part, ...]]
"""The reasons against a value that reads well, such as a sum above the contract's; empty where there are none."""


class Choice(Struct, frozen=True):
    """One of a step's choices: picked by its number, its label or one of its words."""

    stored: Stored
    label: str
    words: tuple[str, ...] = ()


class Named(Struct, frozen=True):
    """Something that the words of a step can name, with a reason of its own; `hint` says how it stands.

    One that is `always` named is told in any case: a reason may be given, and need not.
    """

    code: str
    label: str
    hint: str
    always: bool = False


def _no_value(_words: str) -> Parsed:
    return None


def _no_reasons(_stored: Stored) -> tuple[Part, ...]:
    return ()


def _always(_answers: Answers) -> bool:
    return True


def _plainly(stored: Stored) -> str:
    return str(stored)


class Step(Struct, frozen=True):
    """One thing to ask. `field` is the model's, `label` is what summary and 修改 call it.

    `free` steps take almost any words, so that what is said by the way has to be kept out of them. A step with
    `files` is filled by what is handed in: `enough` gives the reasons why one cannot go on yet.
    """

    field: str
    label: str
    prompt: str
    example: str = ""
    read: Reader = _no_value
    show: Callable[[Stored], str] = _plainly
    check: Check = _no_reasons
    choices: tuple[Choice, ...] = ()
    many: bool = False  # several of the choices may be taken, on pages: kept with `BETWEEN` between them
    names: tuple[Named, ...] = ()  # what a free step can name one by one, each with its reason
    words: tuple[str, ...] = ()  # other names of the step for 修改
    again: str = ""  # why words that are nothing like a value are not taken; else the example says it
    help: str = ""
    note: tuple[Part, ...] = ()  # said with the prompt
    optional: bool = False
    free: bool = False
    likely: Callable[[str], Likely] | None = (
        None  # how much words of a free step belong there, where it can be told
    )
    wonders: bool = False  # a free step whose value may well be a wish to know something
    files: bool = False
    enough: Callable[[], tuple[Part, ...]] = tuple
    when: Callable[[Answers], bool] = _always
    resets: tuple[str, ...] = ()  # fields whose answers fall when this one changes
    commands: tuple[str, ...] = ()  # words of its own beside an answer, such as 上传链接


class Form(Struct, frozen=True):
    """A declared form. Drafts finish on the version that they were begun with.

    With a `declaration`, its last page is confirmed by exactly the word `confirm_by`.
    """

    name: str
    version: int
    title: str
    model: type[Model]
    steps: tuple[Step, ...]
    declaration: tuple[Part, ...] = ()
    confirm_by: str = ""
    cited: tuple[Citation, ...] = ()  # what the declaration quotes
    closing: tuple[Part, ...] = ()  # stands below the summary
    decided_by: str = ""  # the field whose answer decides which steps follow: before it no total is told

    def step(self, name: str) -> Step | None:
        """The step of a field."""
        return next((step for step in self.steps if step.field == name), None)

    def asked(self, answers: Answers) -> tuple[Step, ...]:
        """The steps that concern somebody who answered so, in order: 修改 N counts these."""
        return tuple(step for step in self.steps if step.when(answers))


class Talk(StrEnum):
    """What words are, whatever the step: told to the engine by whoever knows the measure and small talk."""

    PLAIN = "plain"
    STRAY = "stray"  # nothing that belongs here, as far as can be told
    LEADS = "leads"  # to a dialogue, such as that of status
    CHAT = "chat"
    WONDERS = "wonders"  # holds words of a question, and may yet tell something
    ASKS = "asks"


class Move(StrEnum):
    """What the caller has to do now."""

    ASK = "ask"  # show `said`, then the prompt
    SAVE = "save"  # leave the form; the draft stays
    CANCEL = "cancel"  # confirmed: erase the draft
    FINISH = "finish"  # everything is confirmed
    OTHER = "other"  # not for the form: answer it elsewhere, then show the prompt once


class Taken(Struct, frozen=True):
    """What became of words: the new filling, and what to say before the prompt."""

    move: Move
    filling: Filling
    said: tuple[Part, ...] = ()


class Prompt(Struct, frozen=True):
    """What the form asks now. `choices` are numbered from 1, each with the words that typing it would be."""

    parts: tuple[Part, ...]
    choices: tuple[tuple[str, str], ...] = ()  # (label, words)
    commands: tuple[tuple[str, str], ...] = ()  # the same of what can be said besides: no number picks one
    files: bool = False
    cards: bool = False
    cited: tuple[Citation, ...] = ()
