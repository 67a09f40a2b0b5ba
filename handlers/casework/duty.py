"""Who answers people in a talk, and when: the office's own arrangement (办法未规定)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from msgspec import Struct

from handlers.casework.duty_words import UNIT_WORDS
from handlers.casework.workdays import workdays_of
from handlers.dates import ZONE, Workdays
from handlers.texts import people
from handlers.texts import threads as texts
from handlers.values.value_words import NONE_WORDS
from policy_kb.expressions import lazy_compile
from store.queries.arrangements import arranged
from store.states import Role
from store.work import Work

HOURS, UNITS, CANNED = "duty_hours", "duty_units", "canned_answers"
"""Names of the arrangements. Stored: never rename one."""

ANSWERING = (Role.OFFICE, Role.BUREAU, Role.PAYER, Role.SUPERVISOR)
"""The units that may be on duty."""

_BETWEEN = lazy_compile(r"[\s、,，;；]+")
_SPAN = lazy_compile(r"(\d{1,2})[:：](\d{2})\s*[-—–~～至到]\s*(\d{1,2})[:：](\d{2})")
_DAY = timedelta(days=1)
_AHEAD = 60
"""Days that are looked through for the next hours of duty: longer than any holiday."""
_MOST, _LONGEST = 20, 500

Span = tuple[time, time]


class Duty(Struct, frozen=True):
    """Hours are those of China, on days of work."""

    spans: tuple[Span, ...]
    units: frozenset[Role]
    workdays: Workdays

    def is_on(self, now: datetime) -> bool:
        """Whether these are hours of duty."""
        local = now.astimezone(ZONE)
        return local.date() in self.workdays and any(begin <= local.time() < end for begin, end in self.spans)

    def following(self, now: datetime) -> datetime | None:
        """When the next hours begin; None where there are none."""
        today = now.astimezone(ZONE).date()
        return next((begin for begin in self._beginnings(today) if begin > now), None)

    def _beginnings(self, first: date) -> Iterator[datetime]:
        for place in range(_AHEAD):
            day = first + place * _DAY
            if day in self.workdays:
                yield from (datetime.combine(day, begin, ZONE) for begin, _ in self.spans)


def duty_of(work: Work) -> Duty:
    """The duty as the office arranged it: without hours nobody is on duty at a fixed time."""
    hours, units = arranged(work, HOURS), arranged(work, UNITS)
    spans = tuple((time.fromisoformat(begin), time.fromisoformat(end)) for begin, end in json.loads(hours or "[]"))
    named = frozenset(map(Role, json.loads(units))) if units else frozenset({Role.OFFICE})
    return Duty(spans, named, workdays_of(work))


def canned_answers(work: Work) -> tuple[str, ...]:
    """What the office wrote for often needed answers."""
    return tuple(json.loads(arranged(work, CANNED) or "[]"))


def read_hours(words: str, _today: date) -> str | None:
    """What 8:30-12:00、14:30-17:30 means, as it is stored: spans that follow each other within a day."""
    said = words.strip()
    if said in NONE_WORDS:
        return "[]"
    found = [_SPAN.fullmatch(word) for word in re.split(r"[、,，;；]+|\s+(?=\d)", said)]
    marks = [_time(one[1], one[2]) + _time(one[3], one[4]) for one in found if one is not None]
    flat = [mark for pair in marks for mark in pair]
    fits = len(marks) == len(found) and len(flat) == 2 * len(marks) and flat == sorted(set(flat))
    return json.dumps([[flat[at], flat[at + 1]] for at in range(0, len(flat), 2)]) if fits and flat else None


def _time(hour: str, minute: str) -> list[str]:
    """A time of the day as it is stored; nothing where it is none."""
    try:
        return [time(int(hour), int(minute)).isoformat("minutes")]
    except ValueError:
        return []


def shown_hours(stored: str) -> str:
    """What is stored, as people read it."""
    return texts.hours(spans=[(_short(begin), _short(end)) for begin, end in json.loads(stored)])


def _short(stored: str) -> str:
    return stored.removeprefix("0")


def read_units(words: str, _today: date) -> str | None:
    """The units that are named, as they are stored."""
    found = [UNIT_WORDS.get(word.lower()) for word in filter(None, _BETWEEN.split(words.strip()))]
    units = sorted({one.value for one in found if one is not None})
    return json.dumps(units) if units and None not in found else None


def shown_units(stored: str) -> str:
    """What is stored, as people read it."""
    return people.roles(roles=frozenset(map(Role, json.loads(stored))))


def read_canned(words: str, _today: date) -> str | None:
    """A list of answers, a line each."""
    said = [line.strip() for line in words.splitlines() if line.strip()]
    if len(said) == 1 and said[0] in NONE_WORDS:
        return "[]"
    fits = 0 < len(said) <= _MOST and all(len(line) <= _LONGEST for line in said)
    return json.dumps(said, ensure_ascii=False) if fits else None


def shown_canned(stored: str) -> str:
    """What is stored, as people read it."""
    return "／".join(json.loads(stored)) or texts.hours(spans=())
