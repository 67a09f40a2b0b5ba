"""What the office can arrange where the measure leaves it open: by name, how it is written, stored and shown."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from handlers.casework.eligibility import NEEDS_ACCEPTANCE
from handlers.casework.nudging import HOLIDAYS
from handlers.texts import arrangements as texts
from handlers.values.days import read_day
from handlers.values.reading import Value

_BETWEEN = re.compile(r"[\s、,，;；]+")
_YES, _NO = frozenset({"是", "要", "需要", "yes", "true"}), frozenset({"否", "不要", "不需要", "no", "false"})
_NONE = frozenset({"无", "没有", "none"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangementKind:
    """`read` makes of typed words the JSON that is stored, on this day; None of what cannot be meant.

    `shown` says what is stored, `unset` what holds where nobody set it, `example` how it is written.
    """

    title: str
    example: str
    unset: str
    read: Callable[[str, date], str | None]
    shown: Callable[[str], str]


def _read_days(words: str, today: date) -> str | None:
    said = words.strip()
    if said in _NONE:
        return "[]"
    found = [read_day(word, today) for word in _BETWEEN.split(said)]
    days = {one.stored for one in found if isinstance(one, Value) and isinstance(one.stored, str)}
    return json.dumps(sorted(days)) if found and all(isinstance(one, Value) for one in found) else None


def _read_yes_or_no(words: str, _today: date) -> str | None:
    said = words.strip().lower()
    return "true" if said in _YES else "false" if said in _NO else None


ARRANGEMENTS: Mapping[str, ArrangementKind] = MappingProxyType(
    {
        HOLIDAYS: ArrangementKind(
            title=texts.HOLIDAYS,
            example=texts.HOLIDAYS_EXAMPLE,
            unset=texts.HOLIDAYS_UNSET,
            read=_read_days,
            shown=lambda stored: texts.days(days=json.loads(stored)),
        ),
        NEEDS_ACCEPTANCE: ArrangementKind(
            title=texts.NEEDS_ACCEPTANCE,
            example=texts.NEEDS_ACCEPTANCE_EXAMPLE,
            unset=texts.NEEDS_ACCEPTANCE_UNSET,
            read=_read_yes_or_no,
            shown=lambda stored: texts.yes_or_no(is_yes=json.loads(stored)),
        ),
    }
)
"""By the name under which each is stored: never rename one."""
