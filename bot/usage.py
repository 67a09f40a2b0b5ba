"""Mistakes on the command line, said in Chinese with what to do instead."""

from __future__ import annotations

from enum import Enum

from cyclopts.exceptions import (
    CoercionError,
    CycloptsError,
    MissingArgumentError,
    RepeatArgumentError,
    UnknownCommandError,
    UnknownOptionError,
    UnusedCliTokensError,
)

from handlers.texts import usage as texts


def explain_usage(error: CycloptsError) -> str:
    """One message: what is wrong, and how to see what there is."""
    command = " ".join(error.command_chain or ())
    return f"{_reason(error)}{texts.see_help(command=command)}"


def _reason(error: CycloptsError) -> str:  # noqa: PLR0911 -- a table, a kind a line
    match error:
        case UnknownCommandError():
            return texts.unknown_command(word=_first(error.unused_tokens))
        case UnknownOptionError():
            return texts.unknown_option(word=error.token.keyword or error.token.value)
        case MissingArgumentError():
            return texts.missing(name=_name(error))
        case CoercionError():
            value = error.token.value if error.token else ""
            return texts.bad_value(name=_name(error), value=value, choices=_choices(error))
        case RepeatArgumentError():
            return texts.repeated(name=error.token.keyword or "")
        case UnusedCliTokensError():
            return texts.too_many(word=_first(error.unused_tokens))
        case _:
            return texts.NOT_UNDERSTOOD


def _first(words: list[str] | None) -> str:
    return words[0] if words else ""


def _name(error: CycloptsError) -> str:
    return error.argument.name if error.argument is not None else ""


def _choices(error: CoercionError) -> tuple[str, ...]:
    """The values of a closed set, as the option's help shows them."""
    kind, argument = error.target_type, error.argument
    if argument is not None and isinstance(kind, type) and issubclass(kind, Enum):
        return tuple(argument.parameter.name_transform(member.name) for member in kind)
    return ()
