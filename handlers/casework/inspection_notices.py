"""What a firm reads of an inspection: what is still to be put right by when, and what was found put right."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.dates import day
from handlers.texts import inspections as texts
from store.tables.supervision import InspectionFinding


def open_problems(found: Iterable[InspectionFinding]) -> str:
    """Everything that is to be put right, a line each, and what to do then."""
    lines = [
        texts.open_finding(
            place=one.place,
            problem=one.problem,
            demand=one.demand,
            term=day(one.rectify_by) if one.rectify_by else "",
        )
        for one in found
    ]
    return texts.to_put_right(lines=tuple(lines))


def followed_up(settled: Iterable[InspectionFinding], left: Iterable[InspectionFinding]) -> str:
    """What a follow-up found put right, and what is still open."""
    done = texts.put_right(places=tuple(one.place for one in settled))
    still = tuple(left)
    return "\n".join((done, open_problems(still) if still else texts.NOTHING_LEFT))
