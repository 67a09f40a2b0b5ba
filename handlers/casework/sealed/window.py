"""Whether the window for reports may take any: the consent, who receives them, and that it was opened."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from msgspec import Struct

from handlers.identity.roles import roles_of
from store.queries.arrangements import arranged
from store.queries.complaint_recipients import keys_in_use
from store.states import RecipientUnit, Role
from store.work import Work

WINDOW = "complaint_window"
CONSENT = "complaint_consent"
"""Names of arrangements. Stored: never rename them."""

PAGE = "/report"
"""The one path of everything sensitive: what was sent or looked up there no address tells."""

_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Recipient:
    """A public key to which reports are sealed, and whose it is."""

    key: str
    staff_id: int
    unit: RecipientUnit


class Consent(Struct, frozen=True):
    """The letter of the 纪检监察机关 under which the window is."""

    document: str
    dated: date


def page_link(web_link: str) -> str:
    """The page's address for somebody who is elsewhere; empty where nobody entered how people reach us."""
    return f"{web_link}{PAGE}" if web_link else ""


def recipients(work: Work) -> tuple[Recipient, ...]:
    """Every key that receives reports now: those of members who are there, and officers."""
    return tuple(
        Recipient(key.public_key, member.id, RecipientUnit(key.unit))
        for key, member in keys_in_use(work)
        if member.active and Role.REPORT_OFFICER in roles_of(member)
    )


def are_enough(found: Iterable[Recipient]) -> bool:
    """Whether there are two people at least, one of them outside."""
    keys = tuple(found)
    is_outside = any(one.unit is RecipientUnit.OUTSIDE for one in keys)
    return is_outside and len({one.staff_id for one in keys}) >= _FEWEST


def consent(work: Work) -> Consent | None:
    """The consent that was recorded last."""
    stored = arranged(work, CONSENT)
    if stored is None:
        return None
    said = json.loads(stored)
    return Consent(said["document"], date.fromisoformat(said["dated"]))


def was_opened(work: Work) -> bool:
    """Whether the administrator opened it, whatever has become of its recipients since."""
    return arranged(work, WINDOW) == json.dumps(obj=True)


def is_open(work: Work) -> bool:
    """Whether a report is taken now. Closed until all is recorded, and as soon as recipients are lacking."""
    return was_opened(work) and consent(work) is not None and are_enough(recipients(work))
