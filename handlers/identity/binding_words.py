"""What words mean for binding: a code, a wish, a yes or a no; everything else is for others."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from enum import StrEnum, auto
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from handlers.confirmation import asking
from handlers.identity import binding_spellings
from handlers.identity.codes import ALPHABET, is_slip, read_code, runs_in, spelt
from handlers.texts import binding as texts
from handlers.turn import Outcome, Turn
from handlers.values.application_numbers import numbers_in
from handlers.values.vocabulary import made_of
from handlers.values.words import bare
from policy_kb.reading import Reading
from policy_kb.references.grammar import find_references


class Wish(StrEnum):
    """What somebody wants with a binding."""

    BIND = "bind"
    CONFIRM = "confirm"
    CANCEL = "cancel"
    UNBIND = "unbind"
    CONFIRM_UNBIND = "confirm_unbind"
    ABOUT = "about"  # asks how it is done


class Waiting(StrEnum):
    """What the last message of the assistant waits for."""

    NOTHING = auto()
    CODE = auto()
    CONFIRM = auto()


class Typed(Struct, frozen=True):
    """A try at a code, as it was typed; whether it can be one is for `read_code` to say."""

    code: str


_WISHES: Mapping[str, Wish] = MappingProxyType(
    {
        **dict.fromkeys(binding_spellings.CONFIRM_WORDS, Wish.CONFIRM),
        **dict.fromkeys(binding_spellings.CANCEL_WORDS, Wish.CANCEL),
        **dict.fromkeys(binding_spellings.UNBIND_WORDS, Wish.UNBIND),
        **dict.fromkeys(binding_spellings.CONFIRM_UNBIND_WORDS, Wish.CONFIRM_UNBIND),
    }
)

VOCABULARY = made_of(
    *_WISHES,
    *binding_spellings.SLIPS,
    binding_spellings.UNBIND_LOOSE,
    binding_spellings.YES,
    binding_spellings.NO,
    binding_spellings.WITH_CODE,
    inside=(binding_spellings.ABOUT_CODES, binding_spellings.ABOUT_BINDING),
    marks="绑码换帮邦榜",  # the last three begin slips
)

_TRY_LENGTH = range(6, 15)
"""Letters and figures beside the word 绑定 that are a try at a code."""

_EXPECTED_LENGTH = range(5, 21)
"""The same where a code was just asked for."""


def read_words(text: Reading | str, *, waiting: Waiting, filling: bool) -> Wish | Typed | None:
    """What the words want. `filling`: a form is open, and words without 绑定 belong to it."""
    reading = Reading.of(text)
    right = binding_spellings.spelt_right(reading.half_width)
    words = right.strip().strip("。.!！“”\"'")
    if (wish := _WISHES.get(words)) is not None:
        return wish
    said = reading.bare if right == reading.half_width else bare(words)
    if not filling and binding_spellings.UNBIND_LOOSE.fullmatch(said):
        return Wish.UNBIND
    if filling:
        return _after_the_word(words)
    answer = _answer(words) if waiting is Waiting.CONFIRM else None
    return answer or _code_alone(words, waiting) or _after_the_word(words) or _among_words(words)


def plain_words(text: str) -> Wish | Typed | None:
    """What a message wants that is nothing but a code, or an order about binding."""
    words = unicodedata.normalize("NFKC", text).strip().strip("。.!！“”\"'")
    if read_code(words) and not numbers_in(words):
        return Typed(words)
    return read_words(text, waiting=Waiting.NOTHING, filling=True)


def _answer(words: str) -> Wish | None:
    said = bare(words)
    if binding_spellings.YES.fullmatch(said):
        return Wish.CONFIRM
    return Wish.CANCEL if binding_spellings.NO.fullmatch(said) else None


def _code_alone(words: str, waiting: Waiting) -> Typed | None:
    code = spelt(words)
    if not (code.isascii() and code.isalnum()):
        return None
    is_try = read_code(code) or is_slip(code) or (waiting is Waiting.CODE and _may_be_meant(code))
    return Typed(words) if is_try and not numbers_in(words) and not _names_a_passage(words) else None


def _may_be_meant(code: str) -> bool:
    """Whether somebody who was just asked for a code means these signs to be it."""
    if len(code) not in _EXPECTED_LENGTH:
        return False
    return any(map(str.isdigit, code)) or set(code) <= set(ALPHABET)


def _after_the_word(words: str) -> Wish | Typed | None:
    found = binding_spellings.WITH_CODE.match(words)
    if found is None:
        return None
    return Typed(found["code"].strip()) if spelt(found["code"]).strip("?!:") else Wish.BIND


def _among_words(words: str) -> Wish | Typed | None:
    """A code in the middle of a message, such as one that was passed on whole; else a question about binding."""
    if binding_spellings.ABOUT_CODES.search(words) and (code := _code_among(words)) is not None:
        return Typed(code)
    is_about = len(words) <= binding_spellings.LONGEST_ABOUT and binding_spellings.ABOUT_BINDING.search(words)
    return Wish.ABOUT if is_about else None


def _code_among(words: str) -> str | None:
    runs = runs_in(words)
    code = next((run for run in runs if read_code(run)), None)
    if code is None and len(words) <= binding_spellings.LONGEST_TRY:
        code = next((run for run in runs if _is_try(run)), None)
    return code


def _is_try(run: str) -> bool:
    code = spelt(run)
    is_mixed = any(map(str.isdigit, code)) and any(map(str.isalpha, code))
    return is_mixed and len(code) in _TRY_LENGTH and not numbers_in(run)


def _names_a_passage(words: str) -> bool:
    return find_references(Reading(words).text).is_look_up


def waits_for_code(outcome: Outcome, turn: Turn) -> Outcome:
    """The outcome, after which any row of letters and figures is a try at a code."""
    return replace(outcome, session=asking(outcome.session, texts.BIND, turn))
