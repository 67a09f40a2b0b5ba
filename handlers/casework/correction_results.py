"""A meeting's result with all that belongs to it, and an evaluator's measure with its sum, as one value each."""

from __future__ import annotations

import json
from datetime import date

from msgspec import Struct

from handlers.casework.correction_values import MONEY, Unread, ValueKind
from handlers.texts import casework
from handlers.texts import corrections as texts
from policy_kb.expressions import lazy_compile
from store.states import Measure, MeetingResult
from store.tables.applications import Meeting
from store.tables.contracts import Disposal

PASSED = frozenset({MeetingResult.AGREED, MeetingResult.PARTLY, MeetingResult.IN_PRINCIPLE})
_CONDITION = lazy_compile(r"[\s，,；;。]*(?:所附)?条件\s*[：:]?\s*")
_AROUND = " \t\n，,；;。：:"
_LONGEST_FIRST = sorted(casework.RESULTS.items(), key=lambda item: -len(item[1]))
_MEASURES_FIRST = sorted(casework.MEASURES.items(), key=lambda item: -len(item[1]))


class Decided(Struct, frozen=True):
    """`approved` is None of a result that grants nothing, and of 同意, which grants what was applied for."""

    result: MeetingResult
    approved: int | None = None
    condition: str = ""

    @classmethod
    def read(cls, text: str) -> Decided:
        """As it is kept."""
        result, approved, condition = json.loads(text)
        return cls(MeetingResult(result), approved, condition)

    def kept(self) -> str:
        """As it is kept with a correction."""
        return json.dumps([self.result.value, self.approved, self.condition], ensure_ascii=False)

    def granted(self, applied: int) -> int | None:
        """The sum that may be paid by it; None where it grants nothing."""
        if self.result is MeetingResult.AGREED:
            return applied
        return self.approved if self.result in PASSED else None


def decided_of(row: Meeting) -> str:
    """A recorded result as it is kept with a correction."""
    result = MeetingResult(row.result)
    approved = row.approved if result in PASSED - {MeetingResult.AGREED} else None
    return Decided(result, approved, row.condition).kept()


def _read_result(words: str, today: date) -> str | Unread:
    said = words.strip()
    found = next(((stored, label) for stored, label in _LONGEST_FIRST if said.startswith(label)), None)
    if found is None:
        return Unread(texts.RESULT_SAID)
    result = MeetingResult(found[0])
    amount, *condition = _CONDITION.split(said.removeprefix(found[1]).strip(_AROUND), maxsplit=1)
    read = _sum(amount, today)
    under = condition[0].strip() if condition else ""
    wants = (result in {MeetingResult.PARTLY, MeetingResult.IN_PRINCIPLE}, result is MeetingResult.IN_PRINCIPLE)
    if isinstance(read, Unread) or (read is not None, bool(under)) != wants:
        return Unread(texts.RESULT_SAID)
    return Decided(result, read, under).kept()


def _show_result(text: str) -> str:
    decided = Decided.read(text)
    label = casework.RESULTS[decided.result.value]
    return texts.result(result=label, approved=decided.approved, condition=decided.condition)


def _sum(words: str, today: date) -> int | Unread | None:
    said = words.strip(_AROUND)
    read = MONEY.read(said, today) if said else None
    return int(read) if isinstance(read, str) else read


def measure_of(row: Disposal) -> str:
    """A recorded measure as it is kept with a correction."""
    return json.dumps([row.measure, row.reduced_to])


def put_measure(row: Disposal, text: str) -> None:
    """Put a measure in force."""
    row.measure, row.reduced_to = json.loads(text)


def reduced_sum_of(text: str) -> int | None:
    """The reduced sum of a measure, as it is kept."""
    reduced: int | None = json.loads(text)[1]
    return reduced


def _read_measure(words: str, today: date) -> str | Unread:
    said = words.strip()
    found = next(((stored, label) for stored, label in _MEASURES_FIRST if said.startswith(label)), None)
    if found is None:
        return Unread(texts.MEASURE_SAID)
    read = _sum(said.removeprefix(found[1]), today)
    if isinstance(read, Unread) or (read is not None) != (found[0] == Measure.REDUCE.value):
        return Unread(texts.MEASURE_SAID)
    return json.dumps([found[0], read])


def _show_measure(text: str) -> str:
    measure, reduced_to = json.loads(text)
    return texts.measure(measure=casework.MEASURES[measure], reduced_to=reduced_to)


RESULT = ValueKind(hint=texts.RESULT_SAID, read=_read_result, show=_show_result)
MEASURE = ValueKind(hint=texts.MEASURE_SAID, read=_read_measure, show=_show_measure)
