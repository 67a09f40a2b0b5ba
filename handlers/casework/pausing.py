"""The kill switch: an administrator pauses the assistant on all channels, with a notice and a recorded reason."""

from __future__ import annotations

from handlers.identity.actors import StaffMember
from handlers.notices.delivery import tell_staff
from handlers.results import Done, Reason, Refused, Result, Source
from handlers.texts import pausing as texts
from store.audit.entries import append, digest
from store.queries.pauses import begin_pause, end_pause
from store.states import Role
from store.work import Work

CHAIN = "settings"
"""The audit chain of what is set for the whole office."""

LONGEST = 500
"""Characters of a notice and of a reason."""


def pause_assistant(work: Work, actor: StaffMember, *, notice: str, reason: str) -> Result:
    """Stop every answer at once, in every process; people read the notice instead."""
    notice, reason = notice.strip(), reason.strip()
    faults = tuple(fault for fault in (_authority(actor), _words(notice), _words(reason)) if fault)
    if faults:
        return Refused(faults)
    begin_pause(work, notice=notice, reason=reason, by=actor.id)
    told = texts.record(name=actor.name, notice=notice, reason=reason)
    tell_staff(work, Role.ADMINISTRATOR, subject=CHAIN, text=told)
    facts = {"notice": digest(work, notice), "reason": digest(work, reason)}
    row = append(work, CHAIN, actor=actor.reference, act="pause", facts=facts)
    return Done(CHAIN, row.place)


def resume_assistant(work: Work, actor: StaffMember) -> Result:
    """Answer again."""
    fault = _authority(actor)
    if fault:
        return Refused((fault,))
    if not end_pause(work):
        return Refused((Reason(texts.NOT_PAUSED, Source.SYSTEM),))
    row = append(work, CHAIN, actor=actor.reference, act="resume", facts={})
    return Done(CHAIN, row.place)


def _authority(actor: StaffMember) -> Reason | None:
    return None if actor.has(Role.ADMINISTRATOR) else Reason(texts.ADMINISTRATOR_ONLY, Source.OFFICE)


def _words(text: str) -> Reason | None:
    return None if 0 < len(text) <= LONGEST else Reason(texts.words_needed(most=LONGEST), Source.SYSTEM)
