"""`pause` and `resume`: the administrator's switch for all channels, in every process at once."""

from __future__ import annotations

from bot.commands.performed import performed_as
from handlers.casework.pausing import pause_assistant, resume_assistant
from handlers.texts import pausing as texts


async def pause(*, by: str, reason: str, notice: str = texts.NOTICE) -> None:
    """Answer nothing but a notice, and send nothing, until `resume`.

    Args:
        by: the member of staff who decides it; the role administrator is needed.
        reason: why; it is kept, and never shown to the public.
        notice: what everybody who writes reads meanwhile.
    """
    await performed_as(by, lambda work, member: pause_assistant(work, member, notice=notice, reason=reason))
    print(texts.PAUSED)


async def resume(*, by: str) -> None:
    """Answer again.

    Args:
        by: the member of staff who decides it; the role administrator is needed.
    """
    await performed_as(by, resume_assistant)
    print(texts.RESUMED)
