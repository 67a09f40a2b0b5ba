"""What the office arranges about itself: how it is reached, what it keeps how long, and its hours."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from handlers.casework.calendar_settings import DIGEST_AT
from handlers.casework.sealed.window import is_open
from handlers.office import Office, OfficeSettings
from policy_kb.matching.concerns import Concern
from store.queries.arrangements import arrangements_set
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
    otherwise, stored = Office.of(entered), {one.name: one.value for one in arrangements_set(work)}
    for name, field in _FIELDS.items():
        setattr(office, field, json.loads(stored[name]) if name in stored else getattr(otherwise, field))
    office.channels = dict(_channels(stored))
    office.is_report_open = is_open(work)


def _channels(stored: Mapping[str, str]) -> Iterator[tuple[Concern, str]]:
    for name, concern in CHANNEL_NAMES.items():
        if name in stored and (said := json.loads(stored[name])):
            yield concern, said
