"""What acts are about that stand on no contract: how each is found and held, and the chain that tells of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeVar

from msgspec import Struct

from handlers.casework.attempt import Attempt
from handlers.casework.chain_names import (
    INTENTIONS,
    OUTBOX,
    SEALED_COMPLAINTS,
    SETTINGS,
    STAFF,
    SUPERVISION,
    THREADS,
    chain_of,
    complaint_chain,
    firm_chain,
)
from handlers.casework.incoming_papers import paper_named
from handlers.casework.sealed.register import held_complaint, record_version
from handlers.casework.transitions import Subject
from handlers.identity.who import read_name
from handlers.materials.checklist import list_version
from handlers.texts import batches as batch_texts
from handlers.texts import binding as binding_texts
from handlers.texts import checklist as checklist_texts
from handlers.texts import complaints as complaint_texts
from handlers.texts import contracts as contract_texts
from handlers.texts import incoming as incoming_texts
from handlers.texts import inspections as inspection_texts
from handlers.texts import intentions as intention_texts
from handlers.texts import material_checks as material_texts
from handlers.texts import office_answers as answer_texts
from handlers.texts import outbox as outbox_texts
from handlers.texts import people as people_texts
from handlers.texts import quotas as quota_texts
from handlers.texts import sealed_handling as sealed_texts
from handlers.texts import signing_in as signing_in_texts
from handlers.texts import telling as telling_texts
from handlers.texts import threads as thread_texts
from handlers.values.contract_terms import read_number
from policy_kb.expressions import lazy_compile
from store.base import Record
from store.queries.allotments import movements_of, quota_documented
from store.queries.codes import locked_code
from store.queries.complaints import complaint_numbered
from store.queries.contracts import contract_numbered
from store.queries.credentials import RESET_WAITS
from store.queries.materials import checklist_item
from store.queries.people import link_called, staff_named
from store.queries.sealed_rows import rows_under
from store.queries.supervision import held_inspection
from store.states import Kind, OutboxState, Purpose
from store.tables.applications import Application, ChecklistItem, Intention, Material
from store.tables.batches import CHAIN as BATCHES
from store.tables.batches import Batch
from store.tables.complaints import Complaint
from store.tables.contracts import Contract, Oversight
from store.tables.deputies import Deputy
from store.tables.incoming import IncomingPaper
from store.tables.ledger import QUOTAS, Quota
from store.tables.messages import OutboxRow
from store.tables.notices import FirmNotice
from store.tables.office_answers import CHAIN as ANSWERS
from store.tables.office_answers import OfficeAnswer
from store.tables.people import Binding, Firm, OneTimeCode, Staff
from store.tables.sign_in import CredentialReset
from store.tables.threads import Thread
from store.tables.years import YEARS
from store.work import Work

_NUMBER = lazy_compile(r"[0-9]{1,9}")
_BEHIND_KIND = "/"


class Register(Struct, frozen=True, kw_only=True):
    """`find` gives the row that is named; without it the act is about the register as a whole, or adds to it.

    Acts on what shares a `lock` wait for each other. `version` tells what somebody saw from what there is now.
    `rests_on` are the rows that acts on the one that was found are decided on.
    """

    chain: Callable[[Attempt], str]
    find: Callable[[Work, str], Record | None] | None = None
    unknown: Callable[[str], str] = lambda _number: ""
    lock: str = ""
    version: Callable[[Work, str], int] | None = None
    rests_on: Callable[[Work, Record], Iterable[Record]] = rows_under
    moved: str = checklist_texts.MOVED_ON


def item_number(kind: Kind, code: str) -> str:
    """How an item of a checklist is named."""
    return f"{kind.value}{_BEHIND_KIND}{code}"


def kind_of(number: str) -> Kind:
    """The list of an item, or the list that is named itself."""
    return Kind(number.partition(_BEHIND_KIND)[0])


def row_number(number: str) -> int | None:
    """The id by which people name a row; None for what is none."""
    return int(number) if _NUMBER.fullmatch(number) else None


_Row = TypeVar("_Row", bound=Record)


def _locked(work: Work, kind: type[_Row], number: str) -> _Row | None:
    """The row of this kind that people name so, locked until the transaction ends."""
    key = row_number(number)
    return work.lock(kind, key) if key is not None else None


def _binding(work: Work, number: str) -> Binding | None:
    row = _locked(work, Binding, number)
    return row if row is not None and row.ended_at is None else None


def _contract(work: Work, number: str) -> Contract | None:
    """The contract by which a firm is named."""
    return contract_numbered(work, read_number(number))


def _firm_by(work: Work, contract: Record) -> Iterator[Record]:
    """What else stands on the contract has no part in whose it is."""
    assert isinstance(contract, Contract)
    yield contract
    yield from filter(None, (work.get(Firm, contract.firm_id),))


def _code(work: Work, number: str) -> OneTimeCode | None:
    return locked_code(work, bytes.fromhex(number))


def _code_chain(attempt: Attempt) -> str:
    """The chain of what the code is for."""
    code = attempt.about(OneTimeCode)
    return firm_chain(code.subject_id) if code.purpose == Purpose.BIND else STAFF


def _member(work: Work, number: str) -> Staff | None:
    row = staff_named(work, read_name(number))
    return row if row is not None and row.active else None


def _reset(work: Work, number: str) -> CredentialReset | None:
    row = _locked(work, CredentialReset, number)
    is_waiting = row is not None and row.confirmed_at is None and work.now - row.asked_at < RESET_WAITS
    return row if is_waiting else None


def _deputy(work: Work, number: str) -> Deputy | None:
    row = _locked(work, Deputy, number)
    return row if row is not None and row.ended_at is None else None


def _alone(_work: Work, row: Record) -> Iterator[Record]:
    yield row


def _intention(work: Work, number: str) -> Intention | None:
    return _locked(work, Intention, number)


def _complaint(work: Work, number: str) -> Complaint | None:
    row = complaint_numbered(work, number)
    return work.lock(Complaint, row.id) if row is not None else None


def _complaint_version(work: Work, number: str) -> int:
    row = _complaint(work, number)
    return row.version if row is not None else 0


def _thread(work: Work, number: str) -> Thread | None:
    return _locked(work, Thread, number)


def _message(work: Work, number: str) -> OutboxRow | None:
    """One that was sent is wiped, and nothing can be done about it."""
    row = _locked(work, OutboxRow, number)
    return row if row is not None and row.state != OutboxState.SENT.value else None


def _notice(work: Work, number: str) -> FirmNotice | None:
    return _locked(work, FirmNotice, number)


def _material(work: Work, number: str) -> Material | None:
    """A file that nobody has sent yet is no matter of the office's."""
    row = _locked(work, Material, number)
    return row if row is not None and row.application_id is not None else None


def _material_chain(attempt: Attempt) -> str:
    application = attempt.work.get(Application, attempt.about(Material).application_id)
    assert application is not None
    return application.number


def _paper(work: Work, number: str) -> IncomingPaper | None:
    row = paper_named(work, number)
    return work.lock(IncomingPaper, row.id) if row is not None else None


def _quota(work: Work, number: str) -> Quota | None:
    row = quota_documented(work, number)
    return work.lock(Quota, row.id) if row is not None else None


def _moved(work: Work, quota: Record) -> Iterator[Record]:
    """What was paid from it hangs on the contracts."""
    assert isinstance(quota, Quota)
    yield quota
    yield from movements_of(work, quota.id)


def _batch(work: Work, number: str) -> Batch | None:
    return _locked(work, Batch, number)


def _batch_version(work: Work, number: str) -> int:
    row = _batch(work, number)
    return row.version if row is not None else 0


def _answer(work: Work, number: str) -> OfficeAnswer | None:
    return _locked(work, OfficeAnswer, number)


def _answer_version(work: Work, number: str) -> int:
    row = _answer(work, number)
    return row.version if row is not None else 0


def _item(work: Work, number: str) -> ChecklistItem | None:
    kind, _, code = number.partition(_BEHIND_KIND)
    return checklist_item(work, kind, code)


def _list_version(work: Work, number: str) -> int:
    return list_version(work, kind_of(number))


def _inspection(work: Work, number: str) -> Oversight | None:
    key = row_number(number)
    return held_inspection(work, key) if key is not None else None


def _inspection_chain(attempt: Attempt) -> str:
    contract = attempt.work.get(Contract, attempt.about(Oversight).contract_id)
    assert contract is not None
    return chain_of(contract.number)


_LISTS = "checklist"

REGISTERS: Mapping[Subject, Register] = MappingProxyType(
    {
        Subject.BINDING: Register(
            chain=lambda attempt: firm_chain(attempt.about(Binding).firm_id),
            find=_binding,
            unknown=lambda _number: binding_texts.NO_SUCH_BINDING,
        ),
        Subject.FIRM: Register(
            chain=lambda attempt: firm_chain(attempt.about(Contract).firm_id),
            find=_contract,
            unknown=lambda number: contract_texts.unknown(number=number),
            rests_on=_firm_by,
        ),
        Subject.CODE: Register(chain=_code_chain, find=_code, unknown=lambda _number: binding_texts.RUN_OUT),
        Subject.STAFF: Register(chain=lambda _attempt: STAFF, lock=STAFF),
        Subject.MEMBER: Register(
            chain=lambda _attempt: STAFF,
            find=_member,
            unknown=lambda name: people_texts.unknown(name=name),
            lock=STAFF,
            # A row that was changed is put right by these acts, and their entry says so for good.
            rests_on=lambda _work, _row: (),
        ),
        Subject.LINK: Register(
            chain=lambda _attempt: STAFF,
            find=link_called,
            unknown=lambda _number: signing_in_texts.NO_SUCH_LINK,
            lock=STAFF,
            rests_on=_alone,
        ),
        Subject.RESET: Register(
            chain=lambda _attempt: STAFF,
            find=_reset,
            unknown=lambda _number: signing_in_texts.NO_SUCH_RESET,
            lock=STAFF,
            rests_on=_alone,
        ),
        Subject.DEPUTY: Register(
            chain=lambda _attempt: STAFF,
            find=_deputy,
            unknown=lambda _number: signing_in_texts.NO_SUCH_DEPUTY,
            lock=STAFF,
            rests_on=lambda _work, _row: (),
        ),
        Subject.INTENTIONS: Register(chain=lambda _attempt: INTENTIONS),
        Subject.INTENTION: Register(
            chain=lambda _attempt: INTENTIONS,
            find=_intention,
            unknown=lambda _number: intention_texts.NO_SUCH,
        ),
        Subject.COMPLAINTS: Register(chain=lambda attempt: complaint_chain(attempt.number)),
        Subject.COMPLAINT: Register(
            chain=lambda attempt: complaint_chain(attempt.about(Complaint).number),
            find=_complaint,
            unknown=lambda number: complaint_texts.unknown(number=number),
            version=_complaint_version,
            moved=complaint_texts.MOVED_ON,
        ),
        Subject.THREADS: Register(chain=lambda _attempt: THREADS),
        Subject.THREAD: Register(
            chain=lambda _attempt: THREADS,
            find=_thread,
            unknown=lambda _number: thread_texts.NO_SUCH,
            rests_on=lambda _work, _row: (),  # what people say is not sealed
        ),
        Subject.MESSAGE: Register(
            chain=lambda _attempt: OUTBOX,
            find=_message,
            unknown=lambda _number: outbox_texts.NO_SUCH,
            rests_on=lambda _work, _row: (),
        ),
        Subject.NOTICE: Register(
            chain=lambda attempt: firm_chain(attempt.about(FirmNotice).firm_id),
            find=_notice,
            unknown=lambda _number: telling_texts.NO_SUCH,
            rests_on=lambda _work, _row: (),
        ),
        Subject.MATERIAL: Register(
            chain=_material_chain,
            find=_material,
            unknown=lambda _number: material_texts.NO_SUCH,
        ),
        Subject.REGISTER: Register(chain=lambda attempt: chain_of(read_number(attempt.number)), lock="contracts"),
        Subject.PAPER: Register(
            chain=lambda attempt: firm_chain(attempt.about(IncomingPaper).firm_id),
            find=_paper,
            unknown=lambda _number: incoming_texts.NO_SUCH_PAPER,
        ),
        Subject.QUARTER: Register(chain=lambda _attempt: SUPERVISION, lock=SUPERVISION),
        Subject.INSPECTION: Register(
            chain=_inspection_chain,
            find=_inspection,
            unknown=lambda _number: inspection_texts.NO_SUCH,
        ),
        Subject.QUOTAS: Register(chain=lambda _attempt: QUOTAS, lock=QUOTAS),
        Subject.QUOTA: Register(
            chain=lambda _attempt: QUOTAS,
            find=_quota,
            unknown=lambda _number: quota_texts.NO_SUCH_QUOTA,
            rests_on=_moved,
        ),
        Subject.YEAR: Register(chain=lambda _attempt: YEARS, lock=YEARS),
        Subject.BATCHES: Register(chain=lambda _attempt: BATCHES),
        Subject.BATCH: Register(
            chain=lambda _attempt: BATCHES,
            find=_batch,
            unknown=lambda _number: batch_texts.NO_SUCH,
            version=_batch_version,
            moved=batch_texts.MOVED_ON,
        ),
        Subject.SEALED_COMPLAINT: Register(
            chain=lambda _attempt: SEALED_COMPLAINTS,
            find=held_complaint,
            unknown=lambda _number: sealed_texts.NO_SUCH,
            version=record_version,
            rests_on=lambda _work, _row: (),  # an entry that vouched for a row would name it
            moved=sealed_texts.MOVED_ON,
        ),
        Subject.ANSWERS: Register(chain=lambda _attempt: ANSWERS),
        Subject.ANSWER: Register(
            chain=lambda _attempt: ANSWERS,
            find=_answer,
            unknown=lambda _number: answer_texts.NO_SUCH,
            version=_answer_version,
            moved=answer_texts.MOVED_ON,
        ),
        Subject.SETTINGS: Register(chain=lambda _attempt: SETTINGS, lock=SETTINGS),
        Subject.LIST: Register(chain=lambda _attempt: SETTINGS, lock=_LISTS, version=_list_version),
        Subject.ITEM: Register(
            chain=lambda _attempt: SETTINGS,
            find=_item,
            unknown=lambda _number: checklist_texts.UNKNOWN_ITEM,
            lock=_LISTS,
            version=_list_version,
        ),
    }
)
"""Of each subject beside applications, contracts and cases: a test holds that none is left out."""
