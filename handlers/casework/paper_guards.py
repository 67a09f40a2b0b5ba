"""The conditions of what is entered from paper (代录): a paper, a check by a second member, the office's word."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache

from handlers.casework.attempt import NOTHING, Attempt, Guard, guard, office, system
from handlers.casework.authority import has_approved, has_sent
from handlers.casework.incoming_papers import paper_reasons
from handlers.identity.actors import StaffMember
from handlers.results import Reason
from handlers.texts import incoming as texts
from store.queries.arrangements import arranged
from store.queries.incoming import entries_of, scans_of
from store.states import EntryKind, EntryState
from store.tables.incoming import IncomingPaper, PaperEntry

_PAPER = "paper"
"""The field with the 收文号, in every model whose act stands on one."""

BUREAU_ENTERS = "bureau_enters_payments"
"""The arrangement by which the bureau enters payments from their vouchers; off unless staff set it."""


def open_entry(attempt: Attempt, kind: EntryKind, state: EntryState) -> PaperEntry | None:
    """The newest entry of this kind on the application that stands so."""
    found = [one for one in entries_of(attempt.work, attempt.sent.id, state) if one.kind == kind.value]
    return found[-1] if found else None


@guard(hides=True)
def entries_checked(attempt: Attempt) -> Iterator[Reason]:
    """What was entered from paper goes no further where money hangs on it before a second member checked it."""
    states = {one.state for one in entries_of(attempt.work, attempt.sent.id)}
    if EntryState.WAITING in states:
        yield office(texts.UNCHECKED)
    if EntryState.RETURNED in states:
        yield office(texts.TO_BE_CORRECTED)


@guard(hides=True)
def bureau_enters(attempt: Attempt) -> Iterator[Reason]:
    """The payer enters payments, unless the office set that the bureau does."""
    value = arranged(attempt.work, BUREAU_ENTERS)
    if value is None or json.loads(value) is not True:
        yield office(texts.PAYER_ENTERS)


@guard(hides=True)
def to_be_corrected(attempt: Attempt) -> Iterator[Reason]:
    """Only what a second member sent back is corrected, or given up."""
    if open_entry(attempt, EntryKind.SUBMISSION, EntryState.RETURNED) is None:
        yield system(texts.NOTHING_TO_CORRECT)


@cache
def waits(kind: EntryKind) -> Guard:
    """An entry of this kind is there to be checked."""

    def check(attempt: Attempt) -> Iterator[Reason]:
        if open_entry(attempt, kind, EntryState.WAITING) is None:
            yield system(texts.NOTHING_TO_CHECK)

    return _hiding(f"{kind.value}_waits", check)


@cache
def none_waits(kind: EntryKind) -> Guard:
    """No other entry of this kind waits."""

    def check(attempt: Attempt) -> Iterator[Reason]:
        if open_entry(attempt, kind, EntryState.WAITING) is not None:
            yield office(texts.WAITS_ALREADY)

    return _hiding(f"no_{kind.value}_waits", check)


@cache
def on_paper(kind: EntryKind) -> Guard:
    """The paper is one that this can be entered from."""

    def check(attempt: Attempt) -> Iterator[Reason]:
        words = str(getattr(attempt.fields, _PAPER))
        yield from paper_reasons(attempt.work, words, kind, attempt.contract, attempt.sent)

    return Guard(name=f"{kind.value}_on_paper", check=check, needs=frozenset({_PAPER}))


@cache
def second_member(kind: EntryKind) -> Guard:
    """Whoever checks has neither entered it, nor sent the application, nor recorded an approval of it."""

    def check(attempt: Attempt) -> Iterator[Reason]:
        actor, entry = attempt.actor, open_entry(attempt, kind, EntryState.WAITING)
        if not isinstance(actor, StaffMember) or entry is None:
            return
        if has_sent(attempt, actor) or actor.reference in _hands(attempt, entry):
            yield office(texts.ENTERED_BY_YOU)
        if has_approved(attempt, actor):
            yield office(texts.CHECKED_NOT_BY_APPROVER)

    return _hiding(f"second_member_on_{kind.value}", check)


def _hiding(name: str, check: Callable[[Attempt], Iterator[Reason]]) -> Guard:
    return Guard(name=name, check=check, needs=NOTHING, hides=True)


def _hands(attempt: Attempt, entry: PaperEntry) -> set[str]:
    """Who entered it, registered its paper or uploaded a scan of that."""
    paper = attempt.work.get(IncomingPaper, entry.paper_id)
    assert paper is not None
    scans = {one.received_by for one in scans_of(attempt.work, paper.id)}
    return scans | {f"staff:{entry.entered_by}", f"staff:{paper.recorded_by}"}
