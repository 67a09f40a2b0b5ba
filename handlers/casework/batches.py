"""Acts on a whole batch: the batch's own and one on each of its applications, all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from handlers.casework.attempt import system
from handlers.casework.batch_fields import (
    BatchMinutesFields,
    FormBatchFields,
    SittingFields,
    TableBatchFields,
)
from handlers.casework.fields import MinutesFields, TableFields
from handlers.casework.perform import perform
from handlers.casework.transitions import ActName
from handlers.identity.actors import StaffMember
from handlers.results import Done, Reason, Refused, Result, WhollyRefusedError
from handlers.texts import batches as texts
from policy_kb.kb import PolicyKB
from policy_kb.models import Model
from store.queries.applications import application_numbered
from store.queries.batches import items_of, results_of, sent_in
from store.states import ItemOutcome, State
from store.tables.batches import BatchItem
from store.tables.contracts import Contract
from store.work import Work


class BatchRefusedError(WhollyRefusedError):
    """An act of a batch is refused. `own` is against the batch itself, `lines` against its applications."""

    def __init__(self, own: Sequence[Reason], lines: Mapping[str, tuple[Reason, ...]]) -> None:
        super().__init__(*own, *(_of_line(number, one) for number, found in lines.items() for one in found))
        self.own = tuple(own)
        self.lines = lines


def _of_line(number: str, reason: Reason) -> Reason:
    return replace(reason, text=texts.of_line(number=number, reason=reason.text))


class LineAct(Struct, frozen=True):
    """What is recorded of one application of the batch."""

    number: str
    act: ActName
    fields: Model


class BatchActs(Struct, frozen=True):
    """A member who acts on a batch. `seen` is the version that they looked at.

    Contracts are locked first, in the order of their ids: two batches never wait for each other in a circle.
    """

    work: Work
    member: StaffMember
    kb: PolicyKB

    def form(self, fields: FormBatchFields) -> Result:
        """Put a batch together of applications that can be tabled; `Done.subject` is its number."""
        found = (application_numbered(self.work, number) for number in fields.applications)
        self._hold(sent.contract_id for sent in found if sent is not None)
        return perform(self.work, self.member, ActName.FORM_BATCH, "", fields, kb=self.kb)

    def table(self, number: int, fields: TableBatchFields, seen: int | None) -> Done:
        """Bring the batch before the meeting; what is there already goes with it as it is.

        Raises:
            BatchRefusedError: nothing of it may stand.
        """
        self._begin(ActName.TABLE_BATCH, number, fields, seen)
        note = texts.with_note(batch=number, note=fields.note)
        tabling = TableFields(tabled_on=fields.tabled_on, document=fields.document, note=note)
        found = sent_in(self.work, [item.application_id for item in self.waiting(number)])
        going = [sent for sent, *_ in found.values() if sent.state != State.TABLED.value]
        return self._all(number, [LineAct(sent.number, ActName.TABLE, tabling) for sent in going])

    def record(self, number: int, sitting: SittingFields, lines: Sequence[LineAct], seen: int | None) -> Done:
        """Record a sitting, and what it decided on each application that waits in the batch.

        Raises:
            BatchRefusedError: nothing of it may stand.
        """
        self._begin(ActName.RECORD_SITTING, number, sitting, seen)
        found = sent_in(self.work, [item.application_id for item in self.waiting(number)])
        if {sent.number for sent, *_ in found.values()} != {line.number for line in lines}:
            raise BatchRefusedError((system(texts.OTHER_LINES),), {})
        return self._all(number, lines)

    def minute(self, number: int, fields: BatchMinutesFields, seen: int | None) -> Done:
        """Enter the number of the minutes with each result of the batch that has none.

        Raises:
            BatchRefusedError: nothing of it may stand.
        """
        items = items_of(self.work, number)
        results = results_of(self.work, items)
        found = sent_in(self.work, [item.application_id for item in items])
        self._begin(ActName.BATCH_MINUTES, number, fields, seen)
        minutes = MinutesFields(minutes=fields.minutes, item=fields.item)
        due = [
            found[item.application_id][0].number
            for item in items
            if item.meeting_id is not None and not results[item.meeting_id].minutes
        ]
        return self._all(number, [LineAct(one, ActName.MINUTES, minutes) for one in due])

    def waiting(self, number: int) -> list[BatchItem]:
        """The applications of a batch that nothing became of yet."""
        return [item for item in items_of(self.work, number) if item.outcome == ItemOutcome.WAITING.value]

    def _begin(self, act: ActName, number: int, fields: Model, seen: int | None) -> None:
        found = sent_in(self.work, [item.application_id for item in items_of(self.work, number)])
        self._hold(contract.id for _, contract, _ in found.values())
        result = perform(self.work, self.member, act, str(number), fields, kb=self.kb, seen=seen)
        if isinstance(result, Refused):
            raise BatchRefusedError(result.reasons, {})

    def _all(self, number: int, lines: Sequence[LineAct]) -> Done:
        """Every refusal is told at once, though the first gives up all."""
        warnings, refused = list[Reason](), dict[str, tuple[Reason, ...]]()
        for line in lines:
            result = perform(self.work, self.member, line.act, line.number, line.fields, kb=self.kb)
            if isinstance(result, Refused):
                refused[line.number] = result.reasons
            else:
                warnings += result.warnings
        if refused:
            raise BatchRefusedError((), refused)
        return Done(str(number), 0, tuple(dict.fromkeys(warnings)))

    def _hold(self, contracts: Iterable[int]) -> None:
        for contract in sorted(set(contracts)):
            self.work.lock(Contract, contract)
