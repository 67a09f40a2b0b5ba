"""Readers of the other kinds of values: a text, a person's name, a telephone number, a whole number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from handlers.texts import values as texts
from handlers.values import value_words
from handlers.values.names import without_deceit
from handlers.values.reading import Doubtful, Likely, Parsed, Reader, Value, invalid
from handlers.values.words import asks, bare
from policy_kb.matching.normalise import simplify

_USUAL = 3  # characters of a name without a compound surname
_MOST_DIGITS = 9
_TWO_PHONES = 20  # digits in one message: more than one number


def text_reader(label: str, *, least: int = 1, most: int = 255) -> Reader:
    """A reader of a text with so many characters; blanks at its ends and runs of them go."""

    def read(words: str) -> Parsed:
        text = " ".join(_visible(words).split())
        letters = sum(char.isalnum() for char in text)
        if not letters:
            return invalid(texts.no_words(label=label))
        if letters < least:
            return invalid(texts.too_short(label=label, least=least))
        if len(text) > most:
            return invalid(texts.too_long(label=label, most=most, count=len(text)))
        return Value(text)

    return read


def likelihood(surely: re.Pattern[str], maybe: re.Pattern[str]) -> Callable[[str], Likely]:
    """How plainly words belong to a free text, by two patterns."""

    def judge(words: str) -> Likely:
        said = simplify(words).strip()
        if surely.search(said):
            return Likely.SURELY
        return Likely.MAYBE if maybe.search(said) else Likely.HARDLY

    return judge


def read_name(words: str) -> Parsed:
    """A person's name: Chinese with a known surname, with ·, in Latin letters, or said to be one (联系人 某某)."""
    said = " ".join(_visible(words).split()).strip("。.!！,，")
    name = value_words.NAME_BEFORE.sub("", said, count=1).strip()
    is_said = name != said
    name = value_words.NAME_AFTER.sub("", name, count=1)
    if spaced := value_words.NAME_SPACED.fullmatch(name):
        name = spaced["surname"] + spaced["given"]
    if not value_words.NAME.fullmatch(name):
        return _nearly_name(name) or (invalid(texts.NAME_SAID) if is_said and not asks(said) else None)
    if value_words.NOT_NAMES.search(name):
        return None
    if name in value_words.COMPOUND_SURNAMES and not is_said:
        return invalid(texts.NAME_SHORT_SAID)
    if is_said or name.startswith(value_words.COMPOUND_SURNAMES) or "·" in name:
        return Value(name)
    if len(name) > _USUAL and not name.isascii():
        return None  # 拨款流程: four characters are seldom a name
    return Value(name) if name[0] in value_words.SURNAMES else Doubtful(name)


def _nearly_name(said: str) -> Parsed:
    """A name with a telephone is asked back; two names, a surname alone, and a number are none."""
    if found := value_words.NAME_AND_PHONE.fullmatch(said):
        read = read_name(found["name"])
        return Doubtful(read.stored) if isinstance(read, Value | Doubtful) else invalid(texts.NAME_SAID)
    if (two := value_words.TWO_NAMES.fullmatch(said)) and all(_has_surname(name) for name in two.groups()):
        return invalid(texts.NAME_ONE_SAID)
    if said in value_words.SURNAMES:
        return invalid(texts.NAME_SHORT_SAID)
    digits = sum(char.isdigit() for char in said)
    return invalid(texts.NAME_SAID) if digits > len(said) / 2 else None


def _has_surname(name: str) -> bool:
    is_name = name.startswith(value_words.COMPOUND_SURNAMES) or name[0] in value_words.SURNAMES
    return is_name and not value_words.NOT_NAMES.search(name)


def read_called(words: str) -> Parsed:
    """How somebody wants to be called: a name, or 张先生."""
    said = value_words.NAME_BEFORE.sub("", "".join(_visible(words).split()), count=1).strip("。.!！,，")
    if value_words.TITLED.fullmatch(said) and not value_words.NOT_NAMES.search(said):
        return Value(said)
    return read_name(words)


def read_phone(words: str) -> Parsed:
    """A mainland mobile number in eleven digits, or a landline with its area code (0357-7820000)."""
    plain = value_words.SPOKEN.sub(lambda found: found[0].translate(value_words.SPOKEN_DIGITS), bare(words))
    said = value_words.BETWEEN_DIGITS.sub("-", value_words.PHONE_BEFORE.sub("", plain, count=1))
    compact = said.replace("(", "").replace(")", "-")
    digits = "".join(char for char in compact if char.isascii() and char.isdigit())
    if value_words.MOBILE.fullmatch(compact.replace("-", "")):
        return Value(digits[-11:])
    if not asks(words) and (within := _within(compact)):
        return within
    if not digits or len(digits) < len(compact) / 2:
        return None
    return invalid(texts.PHONE_ONE_SAID) if len(digits) > _TWO_PHONES else _landline(compact)


def _within(compact: str) -> Parsed:
    """The one mobile number among other words is asked back; of two, neither is taken."""
    found = {match["mobile"] for match in value_words.WITHIN.finditer(compact.replace("-", ""))}
    if len(found) > 1:
        return invalid(texts.PHONE_ONE_SAID)
    return Doubtful(found.pop()) if found else None


def _landline(compact: str) -> Parsed:
    head, dash, tail = compact.partition("-")
    is_area = bool(dash) and head.startswith("0")
    found = value_words.LANDLINE.fullmatch(head + tail if is_area else compact)
    if not found:
        return invalid(texts.PHONE_SAID)
    if not found["area"]:
        return invalid(texts.PHONE_SHORT_SAID)
    extra = found["extra"] or ""
    return Value(f"{found['area']}-{found['number']}{'-' + extra[1:] if extra else ''}")


def read_whole(words: str) -> Parsed:
    """A whole number from 0 on."""
    said = bare(words)
    if said.isascii() and said.isdigit():
        return Value(int(said)) if len(said) <= _MOST_DIGITS else invalid(texts.WHOLE_SAID)
    return invalid(texts.WHOLE_SAID) if any(char.isdigit() for char in said) else None


def _visible(words: str) -> str:
    """The words without characters that cannot be seen; full-width letters and digits made plain.

    Chinese punctuation stays as it was written.
    """
    kept = without_deceit(" ".join(words.split()))
    return "".join(unicodedata.normalize("NFKC", char) if char.isalnum() else char for char in kept)
