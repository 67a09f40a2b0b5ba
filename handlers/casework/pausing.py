"""The kill switch: an administrator pauses the assistant on all channels, with a notice and a recorded reason."""

from __future__ import annotations

from handlers.casework.chain_names import SETTINGS
from handlers.casework.pause_rows import PauseFields
from handlers.casework.perform import apply_row
from handlers.casework.transitions import ActName
from handlers.identity.actors import StaffMember
from handlers.results import Result
from store.work import Work


def pause_assistant(work: Work, actor: StaffMember, *, notice: str, reason: str) -> Result:
    """Stop every answer at once, in every process; people read the notice instead."""
    fields = PauseFields.model_construct(notice=notice.strip(), reason=reason.strip())
    return apply_row(work, actor, ActName.PAUSE_ASSISTANT, SETTINGS, fields)


def resume_assistant(work: Work, actor: StaffMember) -> Result:
    """Answer again."""
    return apply_row(work, actor, ActName.RESUME_ASSISTANT, SETTINGS)
