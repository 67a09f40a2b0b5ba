"""What the office arranges about itself: how it is reached, what it keeps how long, and its hours."""

from __future__ import annotations

import json
from collections.abc import Iterator

from handlers.casework.calendar_settings import DIGEST_AT
from handlers.casework.sealed.window import is_open
from handlers.office import Office, OfficeSettings
from policy_kb.matching.concerns import Concern
from store.queries.arrangements import arranged
from store.work import Work

PHONE, HOURS, ADDRESS = "office_phone", "office_hours", "office_address"
TALK_DAYS, INTENTION_DAYS = "talk_days", "intention_days"
CHANNEL_NAMES = {
    "channel_wages": Concern.WAGES,
    "channel_owed": Concern.OWED,
    "channel_procurement": Concern.PROCUREMENT,
    "channel_county": Concern.COUNTY,
}
"""Stored: never rename one."""

_FIELDS = {
    PHONE: "phone",
    HOURS: "hours",
    ADDRESS: "address",
    TALK_DAYS: "talk_days",
    INTENTION_DAYS: "intention_days",
    DIGEST_AT: "digest_at",
}


def hold_arrangements(work: Work, office: Office, entered: OfficeSettings) -> None:
    """Bring the office up to date: what is arranged wins over what the operator entered."""
    otherwise = Office.of(entered)
    for name, field in _FIELDS.items():
        stored = arranged(work, name)
        setattr(office, field, json.loads(stored) if stored is not None else getattr(otherwise, field))
    office.channels = dict(_channels(work))
    office.is_report_open = is_open(work)


def _channels(work: Work) -> Iterator[tuple[Concern, str]]:
    for name, concern in CHANNEL_NAMES.items():
        stored = arranged(work, name)
        if stored is not None and (said := json.loads(stored)):
            yield concern, said
