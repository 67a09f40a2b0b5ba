"""The words that steer a form: 上一步, 修改 2, 跳过, 取消, 稍后再填, 帮助."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType

from handlers.forms import steering_words
from handlers.values import form_words
from policy_kb.reading import Reading


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


_WORDS: Mapping[str, Command] = MappingProxyType(
    {
        **dict.fromkeys(steering_words.DONE_WORDS, Command.DONE),
        **dict.fromkeys(steering_words.SUMMARY_WORDS, Command.SUMMARY),
        **dict.fromkeys(steering_words.HELP_WORDS, Command.HELP),
        **dict.fromkeys(steering_words.SAVE_WORDS, Command.SAVE),
        **dict.fromkeys(steering_words.CANCEL_WORDS, Command.CANCEL),
        **dict.fromkeys(steering_words.CANCEL_SURE, Command.CANCEL_SURE),
        **dict.fromkeys(steering_words.SKIP_WORDS, Command.SKIP),
        **dict.fromkeys(steering_words.BACK_WORDS, Command.BACK),
        **dict.fromkeys(steering_words.NEXT_WORDS, Command.NEXT),
        **dict.fromkeys(steering_words.RESUME_WORDS, Command.RESUME),
    }
)


def find_command(words: Reading | str) -> Command | None:
    """The steering word that the whole message is, if it is one."""
    said = Reading.of(words).bare
    return _WORDS.get(said) or (Command.CHANGE if form_words.CHANGE.match(said) else None)


def change_asked(words: Reading) -> str:
    """What 修改 names: a number or a step's name."""
    found = form_words.CHANGE.match(words.bare)
    return found["what"] if found else ""
