"""The words that steer a form: 上一步, 修改 2, 跳过, 取消, 稍后再填, 帮助."""

from __future__ import annotations

from enum import Enum, auto

from handlers.forms import steering_words
from handlers.values import form_words
from handlers.values.words import bare


class Command(Enum):
    """What a message that is nothing but a steering word asks for."""

    RESUME = auto()
    NEXT = auto()
    DONE = auto()
    BACK = auto()
    SKIP = auto()
    CANCEL = auto()
    CANCEL_SURE = auto()
    SAVE = auto()
    HELP = auto()
    SUMMARY = auto()
    CHANGE = auto()


_WORDS: tuple[tuple[Command, frozenset[str]], ...] = (
    (Command.RESUME, steering_words.RESUME_WORDS),
    (Command.NEXT, steering_words.NEXT_WORDS),
    (Command.BACK, steering_words.BACK_WORDS),
    (Command.SKIP, steering_words.SKIP_WORDS),
    (Command.CANCEL_SURE, steering_words.CANCEL_SURE),
    (Command.CANCEL, steering_words.CANCEL_WORDS),
    (Command.SAVE, steering_words.SAVE_WORDS),
    (Command.HELP, steering_words.HELP_WORDS),
    (Command.SUMMARY, steering_words.SUMMARY_WORDS),
    (Command.DONE, steering_words.DONE_WORDS),
)


def find_command(words: str) -> Command | None:
    """The steering word that the whole message is, if it is one."""
    said = bare(words)
    found = next((command for command, known in _WORDS if said in known), None)
    return found or (Command.CHANGE if form_words.CHANGE.match(said) else None)


def change_asked(words: str) -> str:
    """What 修改 names: a number or a step's name."""
    found = form_words.CHANGE.match(bare(words))
    return found["what"] if found else ""
