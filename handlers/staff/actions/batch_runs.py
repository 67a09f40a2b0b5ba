"""What does the acts on a batch that are acts on all of its applications as well."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from handlers.casework.batch_fields import BatchMinutesFields, TableBatchFields
from handlers.casework.batches import BatchActs
from handlers.casework.transitions import ActName
from handlers.results import Result
from handlers.staff.actions.acting import Acting
from handlers.staff.actions.action import Run
from handlers.staff.actions.targets import Target
from policy_kb.models import Model


def _table(visit: Acting, target: Target, fields: Model | None, seen: int | None) -> Result:
    assert isinstance(fields, TableBatchFields)
    return batch_acts(visit).table(int(target.number), fields, seen)


def _minute(visit: Acting, target: Target, fields: Model | None, seen: int | None) -> Result:
    assert isinstance(fields, BatchMinutesFields)
    return batch_acts(visit).minute(int(target.number), fields, seen)


def batch_acts(visit: Acting) -> BatchActs:
    """The acts on batches of whoever visits."""
    return BatchActs(visit.work, visit.member, visit.kb)


RUNS: Mapping[ActName, Run] = MappingProxyType({ActName.TABLE_BATCH: _table, ActName.BATCH_MINUTES: _minute})
"""By act. Raised is WhollyRefusedError, where nothing of it may stand."""
