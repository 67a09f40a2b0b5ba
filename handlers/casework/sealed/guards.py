"""What can be done about a report now, and everything against a step of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from msgspec import Struct

from handlers.casework.sealed import steps
from handlers.casework.sealed.authority import handling_denial, units_of
from handlers.casework.sealed.procedure import PROCEDURAL, Procedure, SealedRecord, standing_steps
from handlers.casework.sealed.proofs import is_proof
from handlers.casework.sealed.steps import Given, HandlingStep
from handlers.casework.sealed.terms import disposed_on, retention
from handlers.dates import local_day
from handlers.identity.actors import StaffMember
from handlers.identity.who import staff_numbered
from handlers.texts import sealed_handling as texts
from store.queries.sealed_boxes import count_additions
from store.queries.sealed_complaints import ListedComplaint, complaint_called
from store.states import RecipientUnit, SealedState, SealedTrack
from store.work import Work


class Handling(Struct, frozen=True):
    """A member about to do something about a report."""

    work: Work
    member: StaffMember
    complaint: ListedComplaint
    record: SealedRecord
    procedure: Procedure

    @property
    def today(self) -> date:
        """In China."""
        return local_day(self.work.now)


Check = Callable[[Handling], Iterator[str]]
"""Why a step cannot be done, whatever is typed."""


class StepRule(Struct, frozen=True):
    """`states` and `track` are those in which a step is offered; None stands for any."""

    given: type[Given]
    states: frozenset[SealedState] | None = None
    track: SealedTrack | None = None
    fits: Callable[[Procedure], bool] = lambda _found: True
    checks: tuple[Check, ...] = ()


def _disposed(about: Handling) -> Iterator[str]:
    day, stays = disposed_on(about.procedure), retention(about.work)
    if about.procedure.frozen is not None:
        yield texts.FROZEN
    if day is None:
        yield texts.NOT_DISPOSED
    if stays is None:
        yield texts.NO_PERIOD
    elif day is not None and about.today < day + stays:
        yield texts.stays_until(on=day + stays)


def _by_another(about: Handling) -> Iterator[str]:
    proposed = about.procedure.proposed
    first = staff_numbered(about.work, proposed.by) if proposed else None
    if first is None or handling_denial(about.work, first, about.complaint) is not None:
        yield texts.PROPOSER_GONE
    elif first.id == about.member.id:
        yield texts.BY_TWO
    elif RecipientUnit.OUTSIDE not in units_of(about.work, first) | units_of(about.work, about.member):
        yield texts.ONE_OUTSIDE


def _nothing_added(about: Handling) -> Iterator[str]:
    """What came since has been read by nobody who proposed to delete it."""
    proposed = about.procedure.proposed
    if proposed is not None and count_additions(about.work, about.complaint.id) != proposed.additions:
        yield texts.ADDED_SINCE


_RECEIVED = frozenset({SealedState.RECEIVED})
_ACCEPTED = frozenset({SealedState.ACCEPTED})
_HANDED = frozenset({SealedState.HANDED_OVER, SealedState.TOLD})
_PETITION = SealedTrack.PETITION
_TELLABLE = frozenset(
    {SealedState.HANDED_OVER, SealedState.ACCEPTED, SealedState.REFERRED, SealedState.NOT_ACCEPTED}
)

STEP_RULES: Mapping[HandlingStep, StepRule] = MappingProxyType(
    {
        HandlingStep.REGISTER: StepRule(steps.Register, _RECEIVED, fits=lambda found: found.track is None),
        HandlingStep.OPENED: StepRule(steps.Opened),
        HandlingStep.HAND_OVER: StepRule(steps.HandOver, _RECEIVED | _ACCEPTED),
        HandlingStep.RECEIPT: StepRule(steps.Receipt, _HANDED, fits=lambda found: found.receipt is None),
        HandlingStep.ACCEPT: StepRule(steps.Accept, _RECEIVED, _PETITION),
        HandlingStep.REFER: StepRule(steps.Refer, _RECEIVED, _PETITION),
        HandlingStep.NOT_ACCEPT: StepRule(steps.NotAccept, _RECEIVED, _PETITION),
        HandlingStep.TELL: StepRule(steps.Tell, _TELLABLE, fits=lambda found: found.told is None),
        HandlingStep.EXTEND: StepRule(
            steps.Extend, _ACCEPTED, _PETITION, fits=lambda found: found.extended is None
        ),
        HandlingStep.ANSWER: StepRule(steps.Answer, _ACCEPTED, _PETITION),
        HandlingStep.CLOSE: StepRule(steps.Close, frozenset({SealedState.ANSWERED}), _PETITION),
        HandlingStep.UNDO: StepRule(steps.Undo),
        HandlingStep.LINK: StepRule(steps.Link),
        HandlingStep.UNLINK: StepRule(steps.Unlink, fits=lambda found: bool(found.links)),
        HandlingStep.FREEZE: StepRule(steps.Freeze, fits=lambda found: found.frozen is None),
        HandlingStep.UNFREEZE: StepRule(steps.Unfreeze, fits=lambda found: found.frozen is not None),
        HandlingStep.STAND_ASIDE: StepRule(steps.StandAside),
        HandlingStep.PROPOSE_DELETION: StepRule(
            steps.ProposeDeletion, fits=lambda found: found.proposed is None, checks=(_disposed,)
        ),
        HandlingStep.CANCEL_DELETION: StepRule(
            steps.CancelDeletion, fits=lambda found: found.proposed is not None
        ),
        HandlingStep.DELETE: StepRule(
            steps.Delete,
            fits=lambda found: found.proposed is not None,
            checks=(_by_another, _disposed, _nothing_added),
        ),
    }
)
"""A test holds that no step is left out."""

_UNREAD = frozenset({HandlingStep.REGISTER, HandlingStep.STAND_ASIDE})
"""What a member can do who has not shown that they have opened it."""


def is_offered(found: Procedure, step: HandlingStep, member: int) -> bool:
    """Whether a step fits where the report stands, for this member."""
    rule, has_read = STEP_RULES[step], member in found.readers
    if step is HandlingStep.OPENED:
        return found.track is not None and not has_read
    if step not in _UNREAD and (found.track is None or not has_read):
        return False
    is_there = rule.states is None or found.state in rule.states
    return is_there and rule.track in {None, found.track} and rule.fits(found)


def reasons_against_step(about: Handling, given: Given) -> Iterator[str]:
    """Everything against this step with what was typed."""
    if about.complaint.record is None:
        yield texts.BROKEN
        return
    if not is_offered(about.procedure, given.step, about.member.id):
        yield texts.MOVED_ON
        return
    for check in STEP_RULES[given.step].checks:
        yield from check(about)
    yield from _against_fields(about, given)


def _against_fields(about: Handling, given: Given) -> Iterator[str]:
    on = getattr(given, "on", None)
    if on is not None and not about.complaint.day <= on <= about.today:
        yield texts.day_between(first=about.complaint.day, last=about.today)
    match given:
        case steps.Register() | steps.Opened():
            if not is_proof(about.work.keys, given.proof, about.record.proof):
                yield texts.NO_PROOF
        case steps.Undo():
            if not any(one.given.step in PROCEDURAL for one in standing_steps(about.record)):
                yield texts.NOTHING_TO_UNDO
        case steps.Link():
            yield from _against_link(about, given.other)
        case steps.Unlink():
            if given.other not in about.procedure.links:
                yield texts.NOT_LINKED
        case _:
            pass


def _against_link(about: Handling, other: str) -> Iterator[str]:
    found = complaint_called(about.work, other)
    if found is None or found.id == about.complaint.id:
        yield texts.NO_OTHER
    elif handling_denial(about.work, about.member, found) is not None:
        yield texts.OTHER_NOT_YOURS
    elif other in about.procedure.links:
        yield texts.LINKED_ALREADY
