"""Why the other actions are not offered: what is the member's and cannot be done now, and what others do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from handlers.rendering.reasons import reason_line, source_of
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.catalogue import NotOffered
from handlers.texts import people as texts


class Hindered(Struct, frozen=True, kw_only=True):
    """An action with why it cannot be done: each reason and who says so."""

    label: str
    reasons: tuple[tuple[str, str], ...]


class Others(Struct, frozen=True, kw_only=True):
    """`now` is the member's to do at another time; `theirs` the labels of what other roles do, by those roles."""

    now: tuple[Hindered, ...]
    theirs: tuple[tuple[str, str], ...]  # the roles, the labels


def others(acting: Acting, refused: Sequence[NotOffered]) -> Others:
    """What is not offered to the member, and why."""
    mine = [one for one in refused if one.action.is_for(acting.member)]
    theirs = (one for one in refused if not one.action.is_for(acting.member))
    return Others(now=tuple(_hindered(acting, mine)), theirs=tuple(_by_roles(theirs)))


def _hindered(acting: Acting, refused: Iterable[NotOffered]) -> Iterator[Hindered]:
    for one in refused:
        reasons = ((reason_line(acting.kb, reason), source_of(acting.kb, reason)) for reason in one.reasons)
        yield Hindered(label=one.action.label, reasons=tuple(reasons))


def _by_roles(refused: Iterable[NotOffered]) -> Iterator[tuple[str, str]]:
    found: dict[str, list[str]] = {}
    for one in refused:
        found.setdefault(texts.roles(roles=one.action.roles), []).append(one.action.label)
    for roles, labels in found.items():
        yield roles, "、".join(labels)
