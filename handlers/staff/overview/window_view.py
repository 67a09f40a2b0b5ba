"""What the window for reports stands on, for those who open it: the consent, who receives, and what is lacking."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from handlers.casework.sealed.window import Recipient, are_enough, consent, is_open, recipients
from handlers.dates import day
from handlers.staff.actions.acting import Acting
from handlers.texts import sealed_complaints as texts
from store.states import RecipientUnit, Role

READERS = (Role.ADMINISTRATOR, Role.REPORT_OFFICER)
"""Who opens the window, and whose keys it needs."""


class WindowView(Struct, frozen=True):
    """`next_steps` say what is to be done before reports are taken; empty where they are."""

    is_open: bool
    consent: str
    receivers: str
    next_steps: tuple[str, ...]


def window_view(acting: Acting) -> WindowView | None:
    """The window as it is in this snapshot; nothing for members whose business it is not."""
    if not acting.member.has(*READERS):
        return None
    letter, found = consent(acting.work), recipients(acting.work)
    lacking = tuple(_lacking(found, has_consent=letter is not None))
    opened = is_open(acting.work)
    return WindowView(
        is_open=opened,
        consent=texts.letter(document=letter.document, on=day(letter.dated)) if letter else texts.NOT_RECORDED,
        receivers=texts.receivers(
            people=len({one.staff_id for one in found}),
            outside=len({one.staff_id for one in found if one.unit is RecipientUnit.OUTSIDE}),
        ),
        next_steps=lacking or (() if opened else (texts.MAY_OPEN,)),
    )


def _lacking(found: tuple[Recipient, ...], *, has_consent: bool) -> Iterator[str]:
    if not are_enough(found):
        yield texts.ENTER_KEYS
    if not has_consent:
        yield texts.RECORD_CONSENT
