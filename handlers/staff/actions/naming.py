"""Papers named one by one, each with its reason: as boxes on a page, by their places in a talk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from handlers.forms.spec import Named, Step
from handlers.texts import naming as texts
from handlers.values.reading import Invalid, invalid
from policy_kb.expressions import lazy_compile

WHY = "why"
"""Behind a paper's own name in a form: its reason."""

_PLACE = lazy_compile(r"^\s*第\s*(?P<place>\d{1,3})\s*项[\s:：,，、]*(?P<why>.*)$")


def listed(names: Sequence[Named]) -> str:
    """The papers as a talk shows them, by their places."""
    return texts.listed(papers=tuple((one.label, one.hint) for one in names))


def written_out(names: Sequence[Named], words: str) -> str:
    """第2项 没有盖章 with the paper's name in its place; every other line as it is."""
    return "\n".join(_line(names, line) for line in words.split("\n"))


def composed(step: Step, typed: Mapping[str, str]) -> str | Invalid:
    """What boxes and reasons on a page say, a paper a line, then whatever was written freely."""
    named = [one for one in step.names if one.always or is_named(step, one, typed)]
    lacking = [one.label for one in named if not one.always and not why(step, one, typed)]
    if lacking:
        return invalid(texts.no_reason(labels=tuple(lacking)))
    return "\n".join((*_lines(step, named, typed), typed.get(step.field, ""))).strip()


def is_named(step: Step, one: Named, typed: Mapping[str, str]) -> bool:
    """Whether its box is ticked, or a reason is written beside it."""
    return f"{step.field}.{one.code}" in typed or bool(why(step, one, typed))


def why(step: Step, one: Named, typed: Mapping[str, str]) -> str:
    """The reason that is written beside a paper, in one line."""
    return " ".join(typed.get(f"{step.field}.{one.code}.{WHY}", "").split())


def _lines(step: Step, named: Sequence[Named], typed: Mapping[str, str]) -> Iterator[str]:
    for one in named:
        yield texts.named(label=one.label, reason=why(step, one, typed) or texts.NOT_THERE)


def _line(names: Sequence[Named], line: str) -> str:
    found = _PLACE.match(line)
    place = int(found["place"]) if found else 0
    if found is None or not 0 < place <= len(names):
        return line
    return texts.named(label=names[place - 1].label, reason=found["why"].strip() or texts.NOT_THERE)
