"""A county of any size, for measuring: firms, contracts, applications in every state, their files and entries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from benchmarks.bulk import Bulk, NewRow
from store.audit.seals import values_of
from store.keyfile import KeyFile
from store.monthly.kept import derive_months
from store.posting import of_contract, of_meeting, of_movement, of_payment
from store.standings.deriving import derive_missing
from store.states import (
    CaseKind,
    CaseState,
    ContractState,
    EntryType,
    Kind,
    MeetingResult,
    MoneySource,
    Role,
    State,
)
from store.tables.applications import Application, Intention, Material, Meeting, Payment, StepRow
from store.tables.contracts import Contract, ReturnCase
from store.tables.ledger import QUOTAS, JournalEntry, Quota, QuotaMovement
from store.tables.people import Binding, Firm, Staff

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
EACH, FILES = 4, 5
"""Applications of a contract, and files of an application."""

FIRST = 1_000
"""The first id of everything."""

_MEETINGS, _PAYMENTS, _QUOTAS = 100_000_000, 200_000_000, 300_000_000
"""The first ids of their entries in the journal."""

_SELDOM = 100
"""Of so many applications there is one case and one intention."""

MEMBERS = (
    ("测办甲", Role.OFFICE),
    ("测办乙", Role.OFFICE),
    ("测工甲", Role.BUREAU),
    ("测拨甲", Role.PAYER),
    ("测拨乙", Role.PAYER),
    ("测督甲", Role.SUPERVISOR),
    ("测审甲", Role.AUDITOR),
    ("测管", Role.ADMINISTRATOR),
)
_OFFICE, _BUREAU, _PAYER = 0, 2, 3
_TO_TABLED = (("submit", State.SUBMITTED), ("accept", State.ACCEPTED), ("report", State.REPORTED))
_WAY = (*_TO_TABLED, ("table", State.TABLED), ("agree", State.APPROVED), ("minutes", State.APPROVED))
_LENGTHS = {
    State.SUBMITTED: 1,
    State.ACCEPTED: 2,
    State.REPORTED: 3,
    State.TABLED: 4,
    State.APPROVED: 6,
}
_LAST = {
    State.RETURNED: (1, "return"),
    State.DECLINED: (1, "decline"),
    State.WITHDRAWN: (1, "withdraw"),
    State.POSTPONED: (4, "postpone"),
    State.REJECTED: (4, "reject"),
    State.PAYING: (6, "pay"),
    State.PAID: (6, "pay"),
    State.ARCHIVED: (6, "archive"),
}
"""Of each state: how far the common way goes, and the act that left it."""

_STATES = (*_LENGTHS, *_LAST)
_SUM = 40_000_000


@dataclass(frozen=True, slots=True)
class Filled:
    """How much was written."""

    entries: int
    files: int


def fill(connection: Connection, keys: KeyFile | None, applications: int, *, after: int = 0) -> Filled:
    """Write them into a migrated database beside whatever it holds.

    `after` so many that were written before, a multiple of `EACH`, it goes on. Without keys nothing is sealed, as
    `Bulk` says.
    """
    bulk = Bulk(connection, keys)
    if not after:
        _members(bulk)
    for number in range(after // EACH, -(-applications // EACH)):
        _contract(bulk, FIRST + number)
    for place in range(after, applications):
        _Application(bulk, place).write()
    for number in range(after // _SELDOM, applications // _SELDOM):
        _case(bulk, FIRST + number)
        _intention(bulk, FIRST + number)
        _quota(bulk, FIRST + number)
    bulk.flush()
    derive_missing(connection)
    derive_months(connection)
    return Filled(bulk.entries, (applications - after) * FILES)


def _members(bulk: Bulk) -> None:
    for number, (name, role) in enumerate(MEMBERS, start=FIRST):
        values = {"id": number, "name": name, "roles": json.dumps([role.value]), "active": True}
        row = bulk.add(Staff, values | {"created_at": NOW})
        bulk.enter("staff", actor="operator", act="staff_add", at=NOW, rows=[row])


def _contract(bulk: Bulk, number: int) -> None:
    name = f"安泽县测试{number}号有限公司"
    firm = bulk.add(Firm, {"id": number, "name": name, "credit_code": f"91{number:016d}", "created_at": NOW})
    binding = bulk.add(
        Binding, {"id": number, "firm_id": number, "channel": "wechat", "address": f"o{number}", "bound_at": NOW}
    )
    bulk.enter(f"firm:{number}", actor="operator", act="bind", at=NOW, rows=[firm, binding])
    signed = date(2024, 1, 1) + _DAY * (number % 700)
    values = {
        "id": number,
        "number": f"CS-HT-{number:06d}",
        "firm_id": number,
        "project": f"电商服务站点建设（{number}标段）",
        "procurement": f"CG-{number}",
        "amount": 300_000_000,
        "ratio": 3000,
        "signed_on": signed,
        "due_on": signed + _DAY * 600,
        "payee_name": name,
        "payee_account": "0",
        "payee_bank": "测试银行",
        "areas": _areas(number),
        "state": ContractState.ACTIVE.value,
        "version": 1,
        "created_at": NOW,
    }
    row = bulk.add(Contract, values)
    posted = _posted(bulk, number, of_contract(Contract(**values), 300_000_000))
    chain, actor = f"contract:CS-HT-{number:06d}", f"staff:{FIRST + _BUREAU}"
    bulk.enter(chain, actor=actor, act="add", at=NOW, rows=[row, posted])


def _posted(bulk: Bulk, number: int, entry: JournalEntry) -> NewRow:
    """Contracts, meetings and payments are counted each from an id of their own."""
    return bulk.add(JournalEntry, {**values_of(entry), "id": number})


def _areas(number: int) -> str:
    return str(number % 10 + 1) if number % 11 else ""


class _Application:
    """One, with everything that was done to it."""

    def __init__(self, bulk: Bulk, place: int) -> None:
        self._bulk = bulk
        self._place = place
        self._id = FIRST + place
        self._state = _STATES[place % len(_STATES)]
        self._number = f"AZ-{2024 + place % 3}-{900_000 - place if place < 800_000 else place:06d}"
        self._sent = NOW - _DAY * (20 + place * 7 % 900) - _HOUR * (place % 24)

    def write(self) -> None:
        steps = list(self._steps())
        rows = [self._rows(place, act, *states) for place, (act, *states) in enumerate(steps)]
        rows[-1].append(self._bulk.add(Application, self._values(len(steps))))
        for place, ((act, *_), row) in enumerate(zip(steps, rows, strict=True)):
            at = self._at(place)
            self._bulk.enter(self._number, actor=self._actor(act), act=act, at=at, rows=row)
        for place in range(FILES):
            self._file(place)

    def _steps(self) -> Iterator[tuple[str, State, State]]:
        length, last = _LAST.get(self._state, (_LENGTHS.get(self._state, 0), ""))
        before = State.DRAFT
        for act, to in _WAY[:length]:
            yield act, before, to
            before = to
        if self._state is State.ARCHIVED:
            yield "pay", State.APPROVED, State.PAID
            before = State.PAID
        if last:
            yield last, before, self._state

    def _values(self, version: int) -> dict[str, Any]:
        is_approved = self._state in {State.APPROVED, State.PAYING, State.PAID, State.ARCHIVED}
        contact = {"contact": f"经办{self._place}", "phone": f"138{self._place:08d}", "purpose": "设备采购"}
        return {
            "id": self._id,
            "number": self._number,
            "contract_id": FIRST + self._place // EACH,
            "kind": list(Kind)[self._place % 3].value,
            "state": self._state.value,
            "state_since": self._at(version - 1),
            "amount": _SUM + self._place % 1000 * 10_000,
            "approved": _SUM if is_approved else None,
            "form_version": 1,
            "data": json.dumps(contact, ensure_ascii=False),
            "declaration": "{}",
            "submitted_at": self._sent,
            "submitted_by": f"binding:{FIRST + self._place // EACH}",
            "version": version,
        }

    def _rows(self, place: int, act: str, before: State, after: State) -> list[NewRow]:
        step = {
            "id": self._id * 10 + place,
            "application_id": self._id,
            "act": act,
            "from_state": before.value,
            "to_state": after.value,
            "actor": self._actor(act),
            "at": self._at(place),
            "told": "申请书没有盖章" if act == "return" else "",
            "note": "",
            "fields": "{}",
        }
        rows = [self._bulk.add(StepRow, step)]
        if act == "agree":
            rows += self._met()
        if act == "pay":
            rows += self._paid()
        return rows

    def _met(self) -> list[NewRow]:
        values = self._meeting()
        entry = of_meeting(Meeting(**values), self._application(), self._contract())
        return [self._bulk.add(Meeting, values), _posted(self._bulk, _MEETINGS + self._id, entry)]

    def _paid(self) -> list[NewRow]:
        values = self._payment()
        entry = of_payment(Payment(**values), self._application(), self._contract(), None)
        return [self._bulk.add(Payment, values), _posted(self._bulk, _PAYMENTS + self._id, entry)]

    def _application(self) -> Application:
        return Application(id=self._id, kind=list(Kind)[self._place % 3].value)

    def _contract(self) -> Contract:
        number = FIRST + self._place // EACH
        return Contract(id=number, areas=_areas(number))

    def _meeting(self) -> dict[str, Any]:
        return {
            "id": self._id,
            "application_id": self._id,
            "session": "第12次",
            "held_on": self._at(4).date(),
            "result": MeetingResult.AGREED.value,
            "approved": _SUM,
            "condition": "",
            "minutes": "〔2026〕12号",
            "item": "一",
            "recorded_by": FIRST + _OFFICE,
            "recorded_at": self._at(4),
        }

    def _payment(self) -> dict[str, Any]:
        return {
            "id": self._id,
            "application_id": self._id,
            "amount": _SUM // 2 if self._state is State.PAYING else _SUM,
            "source": MoneySource.PROVINCE.value,
            "quota": "安财指1",
            "voucher": f"CS-V-{self._id}",
            "payee_name": "测试",
            "paid_on": self._at(6).date(),
            "reason": "",
            "recorded_by": FIRST + _PAYER,
            "recorded_at": self._at(6),
        }

    def _file(self, place: int) -> None:
        number, firm = self._id * FILES + place, FIRST + self._place // EACH
        values = {
            "id": number,
            "application_id": self._id,
            "firm_id": firm,
            "item": "",
            "name": f"材料{place + 1}.pdf",
            "media_type": "application/pdf",
            "size": 200_000,
            "sha256": f"{number:064x}",
            "path": f"{number:064x}",
            "received_at": self._sent,
            "received_by": f"binding:{firm}",
        }
        row = self._bulk.add(Material, values)
        self._bulk.enter(f"firm:{firm}", actor=f"binding:{firm}", act="upload", at=self._sent, rows=[row])

    def _actor(self, act: str) -> str:
        if act in {"submit", "withdraw"}:
            return f"binding:{FIRST + self._place // EACH}"
        member = {"pay": _PAYER, "archive": _BUREAU}.get(act, _OFFICE)
        return f"staff:{FIRST + member}"

    def _at(self, place: int) -> datetime:
        """A day or two for each step, and never after today."""
        return min(self._sent + _DAY * place * 2, NOW)


def _case(bulk: Bulk, number: int) -> None:
    values = {
        "id": number,
        "contract_id": number,
        "kind": CaseKind.RECOVERY.value,
        "ground": "overdue",
        "decision": f"安工信〔2026〕{number}号",
        "organ": "测试机关",
        "reason": "未能如期完工",
        "amount": 1_000_000,
        "pay_by": NOW.date() - _DAY * (number % 40) + _DAY * 20,
        "pay_to": "财政专户",
        "explanation": "",
        "closing": "",
        "state": (CaseState.NOTIFIED if number % 3 else CaseState.CLOSED).value,
        "version": 1,
        "opened_by": FIRST + _BUREAU,
        "opened_at": NOW - _DAY * (number % 300),
    }
    row = bulk.add(ReturnCase, values)
    bulk.enter(f"contract:CS-HT-{number:06d}", actor=f"staff:{FIRST + _BUREAU}", act="recover", at=NOW, rows=[row])


def _quota(bulk: Bulk, number: int) -> None:
    """指标 of which nothing is drawn: payments of this county name one that was never recorded."""
    recorded = {"recorded_by": FIRST + _PAYER, "recorded_at": NOW}
    document = f"测财建〔{2024 + number % 3}〕{number}号"
    values = {"id": number, "document": document, "budget_year": 2024 + number % 3, "source": "province"}
    moved = {"id": number, "quota_id": number, "kind": EntryType.ALLOTTED.value, "amount": _SUM * 100}
    quota = bulk.add(Quota, values | {"purpose": ""} | recorded)
    movement = bulk.add(QuotaMovement, moved | {"document": document, "moved_on": NOW.date()} | recorded)
    entry = of_movement(QuotaMovement(**movement[1]), Quota(**quota[1]))
    rows = [quota, movement, _posted(bulk, _QUOTAS + number, entry)]
    bulk.enter(QUOTAS, actor=f"staff:{FIRST + _PAYER}", act="add_quota", at=NOW, rows=rows)


def _intention(bulk: Bulk, number: int) -> None:
    data = {"called": f"村民{number}", "phone": "13800000000", "area": None, "wish": "想了解直播培训"}
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    values = {"id": number, "channel": "wechat", "address": f"i{number}", "data": written}
    row = bulk.add(Intention, values | {"registered_at": NOW - _DAY * (number % 90)})
    bulk.enter("intentions", actor="person", act="register_intention", at=NOW, rows=[row])
