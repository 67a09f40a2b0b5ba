"""What somebody wants who writes of their applications, where the whole message says so."""

from __future__ import annotations

from enum import Enum, auto

from msgspec import Struct

from handlers.applications import status_words
from handlers.values.application_numbers import numbers_in, without_numbers
from policy_kb.numerals import to_int
from policy_kb.reading import Reading

_LONGEST = 60
"""Letters beside numbers: whoever writes more tells something, and is understood by the knowledge base."""


class Wish(Enum):
    """What can be done with applications in words."""

    LIST = auto()
    SHOW = auto()
    NUDGE = auto()
    WITHDRAW = auto()
    KEEP = auto()
    CONFIRM_WITHDRAW = auto()
    RETURN_NOTICE = auto()
    EXPLAIN = auto()


class Asked(Struct, frozen=True):
    """The wish, the numbers named with it (a 决定文号 for notices), and the words to keep.

    `place` is the one in the list shown last, from 1, 0 where none is named; `alone` an explanation
    without any number.
    """

    wish: Wish
    numbers: tuple[str, ...] = ()
    words: str = ""
    place: int = 0
    alone: str = ""


_COMMANDS = (
    (status_words.CONFIRM_WITHDRAW, Wish.CONFIRM_WITHDRAW),
    (status_words.NUDGE, Wish.NUDGE),
    (status_words.WITHDRAW, Wish.WITHDRAW),
    (status_words.KEEP, Wish.KEEP),
)


def read_wish(words: Reading | str, *, filling: bool = False) -> Asked | None:
    """What the message asks, or None where it is for somebody else to understand. `filling`: a form is open."""
    reading = Reading.of(words)
    if (asked := _of_cases(reading.typed.strip())) is not None:
        return asked
    numbers, beside = _sorted_out(reading)
    return _of_applications(numbers, beside) or (None if filling else _in_passing(numbers, beside))


_OWN_MONEY = (status_words.OWN_MONEY, status_words.OWN_STEP)
_OWN_OTHER = (status_words.OWN_RETURNED, status_words.OWN_ACCOUNT)


def asks_of_own_case(words: Reading) -> bool:
    """Whether a firm that has to pay back means its own notice; of others the words ask what the measure says."""
    if not status_words.CASES.may_hold(words.characters):
        return False
    beside = Reading(without_numbers(words)).simple if numbers_in(words) else words.simple
    said = status_words.plain(beside)
    if len(said) > _LONGEST or not _is_of_paying_back(said) or status_words.OF_THE_RULE.search(said):
        return False
    return read_wish(words) is None


def _is_of_paying_back(said: str) -> bool:
    if status_words.OWN_CASE.search(said):
        return True
    is_short = len(said) <= status_words.SHORT_OF_PAYING
    return bool(status_words.PAYING_BACK.search(said) and (is_short or status_words.OF_ONESELF.search(said)))


def asks_of_its_own(words: Reading) -> bool:
    """Whether the words may be a contractor's about their own applications; whose they are the database knows."""
    if len(words.typed) > _LONGEST:
        return False
    if status_words.CONTRACT_ALONE.fullmatch(words.typed.strip()):
        return True
    if not status_words.OWN.may_hold(words.characters):
        return False
    said = status_words.plain(words.simple)
    return any(pattern.fullmatch(said) for pattern in (*_OWN_MONEY, *_OWN_OTHER))


def asks_of_own_money(words: Reading) -> bool:
    """Whether a firm that has applied means its own money, or one of its applications."""
    said = status_words.plain(words.simple)
    return any(pattern.fullmatch(said) for pattern in _OWN_MONEY)


def asks_of_own_return(words: Reading) -> bool:
    """Whether a firm whose application was returned asks what to mend."""
    return status_words.OWN_RETURNED.fullmatch(status_words.plain(words.simple)) is not None


def asks_for_another_account(words: Reading) -> bool:
    """Whether a contractor wants another payee account."""
    return status_words.OWN_ACCOUNT.fullmatch(status_words.plain(words.simple)) is not None


def read_command(text: Reading) -> Asked | None:
    """What the message asks that is a command and nothing else: those very words, or a number alone."""
    numbers, words = _sorted_out(text)
    is_number = bool(numbers) and not words and "z" in text.half_width.lower()
    return read_wish(text) if is_number or words in status_words.COMMANDS else None


def _of_applications(numbers: tuple[str, ...], rest: str) -> Asked | None:
    if len(rest) > _LONGEST:
        return None
    for pattern, wish in _COMMANDS:
        if pattern.fullmatch(rest):
            return Asked(wish, numbers, place=_place_in(rest))
    if numbers:
        return Asked(Wish.SHOW, numbers) if status_words.NAMED.fullmatch(rest) else None
    whole = status_words.LIST.fullmatch(rest) or status_words.MONEY.fullmatch(rest)
    return Asked(Wish.LIST) if rest and whole else None


def _in_passing(numbers: tuple[str, ...], rest: str) -> Asked | None:
    """Impatience, and a change of mind, in words that a form could take for its own."""
    if status_words.WITHDRAW_LOOSE.fullmatch(rest):
        return Asked(Wish.WITHDRAW, numbers)
    if status_words.SLOW.fullmatch(rest):
        return Asked(Wish.SHOW, numbers) if numbers else Asked(Wish.LIST)
    return None


def _sorted_out(words: Reading) -> tuple[tuple[str, ...], str]:
    """The numbers in the words, and all of these beside them as one."""
    return numbers_in(words), status_words.plain(without_numbers(words))


def _place_in(words: str) -> int:
    found = status_words.PLACE.search(words)
    return (to_int(found["place"]) or 0) if found else 0


def _explained(named: tuple[str, ...], words: str, alone: str) -> str:
    """The explanation where what stands before the colon is no 决定文号: all of it, but for a place in a list."""
    if named and status_words.DECISION.search(named[0]):
        return ""
    return words if named and words and to_int(named[0]) is not None else alone.strip()


def _of_cases(text: str) -> Asked | None:
    if found := status_words.EXPLAIN.fullmatch(text):
        named = (found["number"],) if found["number"] else ()
        alone = status_words.EXPLAIN_ALONE.fullmatch(text)
        words = (found["words"] or "").strip()
        return Asked(Wish.EXPLAIN, named, words, alone=_explained(named, words, alone["words"] if alone else ""))
    if found := status_words.RETURN_NOTICE.fullmatch(text):
        return Asked(Wish.RETURN_NOTICE, (found["number"].strip(),) if found["number"].strip() else ())
    return None
