"""Where a report stands: read from the steps that its record holds, which the database has encrypted."""

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from handlers.casework.sealed import steps
from handlers.casework.sealed.steps import AnyGiven, Given, HandlingStep
from policy_kb.models import Model
from store.queries.sealed_complaints import ListedComplaint
from store.states import RecipientUnit, SealedState, SealedTrack


class Handled(Model):
    """A step, by the member of this id.

    `aside` are the members of the units that it is about, as they were when it was registered; `additions` lay
    there when a deletion was proposed.
    """

    given: AnyGiven
    by: int
    on: date
    aside: tuple[int, ...] = ()
    additions: int = 0


class Looked(Model):
    """That a member opened the page of a report, and the day they did so last."""

    by: int
    on: date


class SealedRecord(Model):
    """What the row of a report holds. `proof` tells whether somebody has opened it: a keyed hash."""

    proof: str = ""
    steps: tuple[Handled, ...] = ()
    looks: tuple[Looked, ...] = ()

    @property
    def written(self) -> str:
        """How it is stored."""
        return self.model_dump_json(exclude_defaults=False)

    @property
    def version(self) -> int:
        """Tells what an officer saw from what there is now."""
        return len(self.steps)


class Procedure(Struct, frozen=True, kw_only=True):
    """Where a report stands. `concerns` are the units that it is about, `away` the members who stood aside.

    `readers` are the members who showed that they have opened it: nobody else does anything about it.
    """

    state: SealedState = SealedState.RECEIVED
    track: SealedTrack | None = None
    is_named: bool = False
    concerns: tuple[RecipientUnit, ...] = ()
    handed_over: steps.HandOver | None = None
    receipt: steps.Receipt | None = None
    accepted: steps.Accept | None = None
    referred: steps.Refer | None = None
    not_accepted: steps.NotAccept | None = None
    told: steps.Tell | None = None
    extended: steps.Extend | None = None
    answered: steps.Answer | None = None
    closed: steps.Close | None = None
    away: frozenset[int] = frozenset()
    readers: frozenset[int] = frozenset()
    links: frozenset[str] = frozenset()
    frozen: steps.Freeze | None = None
    proposed: Handled | None = None


PROCEDURAL = frozenset(
    {
        HandlingStep.REGISTER,
        HandlingStep.HAND_OVER,
        HandlingStep.RECEIPT,
        HandlingStep.ACCEPT,
        HandlingStep.REFER,
        HandlingStep.NOT_ACCEPT,
        HandlingStep.TELL,
        HandlingStep.EXTEND,
        HandlingStep.ANSWER,
        HandlingStep.CLOSE,
    }
)
"""The steps that say where a report stands, of which the newest can be undone."""


def record_of(complaint: ListedComplaint) -> SealedRecord:
    """What the report's row holds."""
    return SealedRecord.model_validate_json(complaint.record) if complaint.record else SealedRecord()


def procedure_of(record: SealedRecord) -> Procedure:
    """Where the report stands after all steps that were not undone."""
    found = Procedure()
    for handled in standing_steps(record):
        found = _after(found, handled)
    return found


def standing_steps(record: SealedRecord) -> Iterator[Handled]:
    """The steps, without what was undone."""
    kept: list[Handled] = []
    for handled in record.steps:
        if handled.given.step is HandlingStep.UNDO:
            newest = max(place for place, one in enumerate(kept) if one.given.step in PROCEDURAL)
            del kept[newest]
        else:
            kept.append(handled)
    return iter(kept)


def _after(found: Procedure, handled: Handled) -> Procedure:  # noqa: C901, PLR0911, PLR0912 -- an arm a step
    given: Given = handled.given
    match given:
        case steps.Register():
            away, concerns = found.away | set(handled.aside), given.concerns
            readers = found.readers | {handled.by}
            return replace(
                found, track=given.track, is_named=given.is_named, concerns=concerns, away=away, readers=readers
            )
        case steps.Opened():
            return replace(found, readers=found.readers | {handled.by})
        case steps.HandOver():
            state, track = SealedState.HANDED_OVER, SealedTrack.OFFICIAL
            return replace(found, state=state, track=track, handed_over=given, receipt=None, told=None)
        case steps.Receipt():
            return replace(found, receipt=given)
        case steps.Accept():
            return replace(found, state=SealedState.ACCEPTED, accepted=given)
        case steps.Refer():
            return replace(found, state=SealedState.REFERRED, referred=given)
        case steps.NotAccept():
            return replace(found, state=SealedState.NOT_ACCEPTED, not_accepted=given)
        case steps.Tell():
            is_last = found.track is SealedTrack.OFFICIAL
            return replace(found, state=SealedState.TOLD if is_last else found.state, told=given)
        case steps.Extend():
            return replace(found, extended=given)
        case steps.Answer():
            return replace(found, state=SealedState.ANSWERED, answered=given)
        case steps.Close():
            return replace(found, state=SealedState.CLOSED, closed=given)
        case steps.Link():
            return replace(found, links=found.links | {given.other})
        case steps.Unlink():
            return replace(found, links=found.links - {given.other})
        case steps.Freeze():
            return replace(found, frozen=given, proposed=None)
        case steps.Unfreeze():
            return replace(found, frozen=None)
        case steps.StandAside():
            return replace(found, away=found.away | {handled.by})
        case steps.ProposeDeletion():
            return replace(found, proposed=handled)
        case steps.CancelDeletion():
            return replace(found, proposed=None)
        case steps.Undo() | steps.Delete():
            return found
        case _:
            assert_never(given)
