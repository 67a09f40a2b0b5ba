"""What an act of staff is about, found by its number or name: an application, a contract, a list, a member."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType

from msgspec import Struct

from handlers.casework.arrangement_kinds import ARRANGEMENTS
from handlers.casework.incoming_papers import label_of
from handlers.casework.registers import REGISTERS, row_number
from handlers.casework.transitions import Standing, Subject
from handlers.casework.year_rows import year_named
from handlers.materials.checklist import list_version
from handlers.staff.actions import typed_words
from handlers.texts import complaints as complaint_texts
from handlers.texts import inspections, outbox, supervision, telling, years
from handlers.texts import office_answers as answer_texts
from handlers.texts.batches import called
from handlers.values.application_numbers import numbers_in, without_numbers
from handlers.values.contract_terms import read_number
from handlers.values.quarters import read_quarter
from policy_kb.expressions import lazy_compile
from store.base import Record
from store.queries.applications import application_at_hand, application_numbered
from store.queries.cases import case_at_hand, case_of
from store.queries.complaints import complaint_numbered
from store.queries.contracts import contract_at_hand, contract_numbered
from store.queries.materials import checklist, checklist_item
from store.states import CaseState, ContractState, Kind, State
from store.tables.applications import Application, ChecklistItem, Material
from store.tables.batches import Batch
from store.tables.complaints import Complaint
from store.tables.contracts import Contract, Oversight, ReturnCase
from store.tables.incoming import IncomingPaper
from store.tables.messages import OutboxRow
from store.tables.notices import FirmNotice
from store.tables.office_answers import OfficeAnswer
from store.tables.people import Staff
from store.tables.sign_in import CredentialReset
from store.work import Work

_CASE = lazy_compile(r"(?:案件|TK)[-\s#号]*(?P<id>\d{1,9})", re.IGNORECASE)


class Target(Struct, frozen=True):
    """`number` names it in the session; `version` is the one that is shown.

    `held` is the contract that everything but lists and the register has; `kind` is a list's; `name` is what
    people call it where its number tells them nothing.
    """

    subject: Subject
    number: str
    standing: Standing | None
    version: int
    held: Contract | None = None
    application: Application | None = None
    case: ReturnCase | None = None
    kind: Kind | None = None
    item: ChecklistItem | None = None
    name: str = ""
    complaint: Complaint | None = None

    @property
    def contract(self) -> Contract:
        """The contract of a target that has one."""
        assert self.held is not None
        return self.held

    @property
    def listed(self) -> Kind:
        """The kind of application that a list is for."""
        assert self.kind is not None
        return self.kind

    @property
    def row(self) -> Application | ReturnCase | Contract | None:
        """The row with a version of its own, where there is one."""
        return self.application or self.case or self.held

    @property
    def chosen_from(self) -> Record | None:
        """The row whose lists an act's fields are chosen from."""
        return self.row or self.complaint


def application_target(work: Work, application: Application) -> Target:
    """An application as a target."""
    contract = work.get(Contract, application.contract_id)
    assert contract is not None
    state = State(application.state)
    return Target(
        Subject.APPLICATION, application.number, state, application.version, contract, application=application
    )


def contract_target(contract: Contract) -> Target:
    """A contract as a target."""
    return Target(Subject.CONTRACT, contract.number, ContractState(contract.state), contract.version, contract)


def case_target(work: Work, case: ReturnCase) -> Target:
    """A case of money taken back as a target."""
    contract = work.get(Contract, case.contract_id)
    assert contract is not None
    return Target(Subject.CASE, str(case.id), CaseState(case.state), case.version, contract, case=case)


_PLACE = 2
"""Figures of the longest place in a list."""

REGISTER = Target(Subject.REGISTER, "", None, 0)
"""The contracts as a whole: what a new one is entered into."""


def list_target(work: Work, kind: Kind) -> Target:
    """One of the office's checklists as a target."""
    return Target(Subject.LIST, kind.value, None, list_version(work, kind), kind=kind)


def item_target(work: Work, item: ChecklistItem) -> Target:
    """An item of a checklist as a target; it is as new as its list."""
    kind = Kind(item.kind)
    number = f"{item.kind}/{item.code}"
    return Target(Subject.ITEM, number, None, list_version(work, kind), kind=kind, item=item)


def find_target(work: Work, words: str) -> tuple[Target | None, str]:
    """What the words name, and the words without its number."""
    if found := typed_words.LIST.fullmatch(unicodedata.normalize("NFKC", words).strip()):
        return _list(work, typed_words.LISTS[found["kind"]], found["rest"])
    if numbers := numbers_in(words):
        application = application_numbered(work, numbers[0])
        return (application_target(work, application) if application else None), without_numbers(words).strip()
    if found := _CASE.search(unicodedata.normalize("NFKC", words)):
        case = case_of(work, int(found["id"]))
        return (case_target(work, case) if case else None), (words[: found.start()] + words[found.end() :]).strip()
    if found := typed_words.THREAD.search(unicodedata.normalize("NFKC", words)):
        thread = target_of(work, Subject.THREAD, found["id"])
        return thread, (words[: found.start()] + words[found.end() :]).strip()
    return _contract(work, words)


def target_of(work: Work, subject: Subject, number: str) -> Target | None:
    """The target that a session or an address names, as it is now."""
    finder = _FINDERS.get(subject)
    return finder(work, number) if finder else _in_register(work, subject, number)


def _in_register(work: Work, subject: Subject, number: str) -> Target | None:
    """A register as a whole, or what it finds by this number."""
    register = REGISTERS[subject]
    if register.find is None:
        return Target(subject, number, None, 0, name=_NAMES[subject](number) if subject in _NAMES else "")
    row = register.find(work, number)
    return Target(subject, number, None, 0, name=_name_of(work, row)) if row is not None else None


_NUMBERED: Mapping[type[Record], Callable[..., str]] = MappingProxyType(
    {OutboxRow: outbox.name, FirmNotice: telling.name, Oversight: inspections.name}
)
"""Whose number is their name."""


def _name_of(work: Work, row: Record | None) -> str:
    """What people call a row whose number tells them nothing."""
    match row:
        case Material():
            return row.name
        case OutboxRow() | FirmNotice() | Oversight():
            return _NUMBERED[type(row)](number=str(row.id))
        case IncomingPaper():
            return label_of(row)
        case CredentialReset():
            member = work.get(Staff, row.staff_id)
            return member.name if member is not None else ""
        case _:
            return ""


def _of_settings(number: str) -> str:
    """What is set, as people call it; empty for all of it at once."""
    kind = ARRANGEMENTS.get(number)
    return kind.title if kind else ""


def _of_quarter(number: str) -> str:
    found = read_quarter(number)
    return supervision.quarter(year=found.year, place=found.place) if found else ""


_NAMES: Mapping[Subject, Callable[[str], str]] = MappingProxyType(
    {
        Subject.SETTINGS: _of_settings,
        Subject.QUARTER: _of_quarter,
        Subject.YEAR: lambda number: years.name(number=number) if year_named(number) else "",
    }
)
"""Of what stands in a register of which there is one."""


def _application_again(work: Work, number: str) -> Target | None:
    found = application_at_hand(work, number)
    return application_target(work, found[0]) if found else None


def _contract_again(work: Work, number: str) -> Target | None:
    found = contract_at_hand(work, number)
    return contract_target(found[0]) if found else None


def _case_again(work: Work, number: str) -> Target | None:
    key = row_number(number)
    found = case_at_hand(work, key) if key is not None else None
    return case_target(work, found[0]) if found else None


def _list_again(work: Work, number: str) -> Target | None:
    return list_target(work, Kind(number)) if number in set(Kind) else None


def _item_again(work: Work, number: str) -> Target | None:
    kind, _, code = number.partition("/")
    item = checklist_item(work, kind, code) if kind in set(Kind) else None
    return item_target(work, item) if item else None


def _batch_again(work: Work, number: str) -> Target | None:
    key = row_number(number)
    batch = work.get(Batch, key) if key is not None else None
    return Target(Subject.BATCH, number, None, batch.version, name=called(number=batch.id)) if batch else None


def _complaint_again(work: Work, number: str) -> Target | None:
    row = complaint_numbered(work, number)
    if row is None:
        return None
    name = complaint_texts.name(number=row.number)
    return Target(Subject.COMPLAINT, row.number, None, row.version, name=name, complaint=row)


def _answer_again(work: Work, number: str) -> Target | None:
    key = row_number(number)
    row = work.get(OfficeAnswer, key) if key is not None else None
    name = answer_texts.name(number=row.id) if row else ""
    return Target(Subject.ANSWER, number, None, row.version, name=name) if row else None


_FINDERS: Mapping[Subject, Callable[[Work, str], Target | None]] = MappingProxyType(
    {
        Subject.APPLICATION: _application_again,
        Subject.CONTRACT: _contract_again,
        Subject.CASE: _case_again,
        Subject.REGISTER: lambda _work, _number: REGISTER,
        Subject.LIST: _list_again,
        Subject.ITEM: _item_again,
        Subject.BATCH: _batch_again,
        Subject.ANSWER: _answer_again,
        Subject.COMPLAINT: _complaint_again,
    }
)
"""What stands on a contract, or is named in a way of its own; the rest is found by its register."""


def _list(work: Work, kind: Kind, rest: str) -> tuple[Target, str]:
    """The list, or the item that is named behind it by its place or its code."""
    found = typed_words.ITEM.match(rest)
    if found is None:
        return list_target(work, kind), rest
    items, code, place = checklist(work, kind.value), found["code"] or "", found["place"]
    item = checklist_item(work, kind.value, code)
    place = place or (code if code.isdigit() and len(code) <= _PLACE else "")
    if item is None and place and 0 < int(place) <= len(items):
        item = items[int(place) - 1]
    return (item_target(work, item), rest[found.end() :].strip()) if item else (list_target(work, kind), rest)


def _contract(work: Work, words: str) -> tuple[Target | None, str]:
    """A contract's number may be all of the words, or one of them."""
    for part in (words, *words.split()):
        number = read_number(part)
        contract = contract_numbered(work, number) if number else None
        if contract is not None:
            return contract_target(contract), words.replace(part, " ", 1).strip()
    return None, words
