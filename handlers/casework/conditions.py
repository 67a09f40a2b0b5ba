"""The condition that the meeting put to its approval (原则同意), and whether it is recorded as met."""

from __future__ import annotations

from handlers.casework.transitions import ActName
from store.queries.applications import meetings_of, steps_of
from store.states import MeetingResult, State
from store.tables.applications import Application, StepRow
from store.work import Work


def condition_of(work: Work, application: Application) -> str:
    """The condition of the approval that stands; empty where it is approved without, or not approved."""
    meetings = meetings_of(work, application.id)
    in_principle = bool(meetings) and meetings[-1].result == MeetingResult.IN_PRINCIPLE.value
    return meetings[-1].condition if in_principle else ""


def fulfilment_of(work: Work, application: Application) -> StepRow | None:
    """The step by which the condition was recorded as met."""
    steps = (step for step in _since_decided(work, application) if step.act == ActName.FULFIL.value)
    return next(steps, None)


def lapse_of(work: Work, application: Application) -> StepRow | None:
    """The step by which the condition was recorded as not met for good; what is met later is met."""
    steps = [step for step in _since_decided(work, application) if step.act in {ActName.FULFIL, ActName.LAPSE}]
    return steps[-1] if steps and steps[-1].act == ActName.LAPSE.value else None


def _since_decided(work: Work, application: Application) -> list[StepRow]:
    """The steps since a later sitting changed the result, if one did: another result has another condition."""
    steps = steps_of(work, application.id)
    places = [place for place, step in enumerate(steps) if step.act == ActName.SUPERSEDE.value]
    return steps[places[-1] :] if places else steps


def unmet_condition(work: Work, application: Application) -> str:
    """The condition that nobody has recorded as met."""
    condition = condition_of(work, application)
    return "" if not condition or fulfilment_of(work, application) is not None else condition


def told_in(work: Work, application: Application, state: State) -> str:
    """What was told with the act that led to this state last: what is to be mended, why the rest is not paid."""
    steps = [step for step in steps_of(work, application.id) if step.to_state == state.value != step.from_state]
    return steps[-1].told if steps else ""
