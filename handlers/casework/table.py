"""The one table of casework: every act that there is. Chat, console and help read it; `perform` applies it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from handlers.casework.amendment_rows import AMENDMENT_ROWS
from handlers.casework.answer_rows import ANSWER_ROWS
from handlers.casework.application_records import Noted
from handlers.casework.archive_rows import ARCHIVE_ROWS
from handlers.casework.arrangement_rows import ARRANGEMENT_ROWS
from handlers.casework.attempt import EVERYTHING, Duties, Duty, Transition
from handlers.casework.batch_rows import BATCH_ROWS
from handlers.casework.binding_rows import BINDING_ROWS
from handlers.casework.checklist_rows import CHECKLIST_ROWS
from handlers.casework.code_rows import CODE_ROWS
from handlers.casework.complaints.excerpt_rows import COMPLAINT_EXCERPT_ROWS
from handlers.casework.complaints.handling_rows import COMPLAINT_HANDLING_ROWS
from handlers.casework.complaints.intake_rows import COMPLAINT_INTAKE_ROWS
from handlers.casework.complaints.recusal_rows import COMPLAINT_RECUSAL_ROWS
from handlers.casework.contract_rows import CASE_ROWS, CONTRACT_ROWS
from handlers.casework.correction_rows import CORRECTION_ROWS
from handlers.casework.credential_rows import CREDENTIAL_ROWS
from handlers.casework.deputy_rows import DEPUTY_ROWS
from handlers.casework.entry_rows import ENTRY_ROWS
from handlers.casework.fund_review_rows import FUND_REVIEW_ROWS
from handlers.casework.incoming_rows import INCOMING_ROWS
from handlers.casework.inspection_rows import INSPECTION_ROWS
from handlers.casework.intake_rows import INTAKE_ROWS
from handlers.casework.intention_rows import INTENTION_ROWS
from handlers.casework.link_rows import LINK_ROWS
from handlers.casework.material_rows import MATERIAL_ROWS
from handlers.casework.meeting_rows import MEETING_ROWS
from handlers.casework.message_rows import MESSAGE_ROWS
from handlers.casework.note_rows import APPLICATION_NOTE, CONTRACT_NOTE
from handlers.casework.opening_rows import OPENING_ROWS
from handlers.casework.paper_rows import PAPER_ROWS
from handlers.casework.pause_rows import PAUSE_ROWS
from handlers.casework.payment_rows import PAYMENT_ROWS
from handlers.casework.quota_rows import QUOTA_ROWS
from handlers.casework.sealed.rows import SEALED_ROWS
from handlers.casework.sealed.window_rows import REPORT_WINDOW_ROWS
from handlers.casework.serving_rows import SERVE_DECLINE_ROW, SERVE_DEMAND_ROW, SERVE_RECTIFICATION_ROW
from handlers.casework.settling import SETTLE_ROW
from handlers.casework.sign_off_rows import SIGN_OFF_ROW
from handlers.casework.staff_rows import STAFF_ROWS
from handlers.casework.staff_way_rows import STAFF_WAY_ROWS
from handlers.casework.state_words import STATE_WORDS, StateWords
from handlers.casework.superseding import SUPERSEDE_ROW
from handlers.casework.telling_rows import TELLING_ROWS
from handlers.casework.terms_row import TERMS_ROW
from handlers.casework.thread_rows import THREAD_ROWS
from handlers.casework.transitions import ENDED, OPEN, WITH_STATES, ActName, Basis, Subject
from handlers.casework.voucher_rows import VOUCHER_ROWS
from handlers.casework.year_rows import YEAR_ROWS
from policy_kb.models import Model

__all__ = [
    "ENDED",
    "OPEN",
    "ROWS",
    "STATE_WORDS",
    "TABLE",
    "ActName",
    "Basis",
    "IncompleteActError",
    "StateWords",
    "Subject",
    "Table",
    "Transition",
]


_STAYING = frozenset({Subject.APPLICATION, Subject.CONTRACT})
"""What an act can leave as it is, so that whoever looked before it goes on."""


class IncompleteActError(Exception):
    """A row lacks something without which its act would not wholly work; the message says what."""


class Table:
    """Rows, each complete.

    Raises:
        IncompleteActError: a row is not.
    """

    def __init__(self, rows: Iterable[Transition]) -> None:
        self.rows = tuple(rows)
        self.by_act: Mapping[str, Transition] = MappingProxyType({row.act: row for row in self.rows})
        if len(self.by_act) != len(self.rows):
            raise IncompleteActError("two rows have the same act")
        for row in self.rows:
            for lack in _lacks(row):
                raise IncompleteActError(f"act {row.act!s}: {lack}")
        self.duties: Duties = MappingProxyType(
            {duty: frozenset(row.act for row in self.rows if row.duty is duty) for duty in Duty}
        )

    def __iter__(self) -> Iterator[Transition]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __contains__(self, row: object) -> bool:
        return row in self.rows

    def __getitem__(self, act: str) -> Transition:
        return self.by_act[act]


def _lacks(row: Transition) -> Iterator[str]:
    """What is missing; the first is told."""
    if not (row.roles or row.contractor or row.operator or row.anybody):
        yield "nobody may do it: name roles, contractor, operator or anybody"
    yield from _state_lacks(row)
    if not row.staff_words or (row.on in WITH_STATES and not row.applicant_words):
        yield "it has no words: name staff_words and applicant_words"
    if row.fields is not None and row.record is None:
        yield "nothing writes its fields: name record"
    if not row.moves and (row.to or row.on not in _STAYING):
        yield "only what leaves a case where it stands can leave out moves: name no other state"
    if not row.doors:
        yield "it can be done nowhere: name doors"
    yield from _field_lacks(row, row.fields)
    for guard in row.guards:
        names = guard.needs | guard.weighs
        known = frozenset(row.fields.model_fields) if row.fields else frozenset()
        if missing := sorted(names - known - EVERYTHING):
            yield f"guard {guard.name} looks at {', '.join(missing)}: name such fields, or leave the guard out"


def _state_lacks(row: Transition) -> Iterator[str]:
    has_states = row.on in WITH_STATES
    if has_states and not row.from_states:
        yield "it begins in no state: name from_states"
    if not has_states and (row.from_states or row.to or row.waits or row.opens_case):
        yield f"a {row.on.value} stands nowhere: name no states, and let no case wait for it"


def _field_lacks(row: Transition, fields: type[Model] | None) -> Iterator[str]:
    for name, field in fields.model_fields.items() if fields else ():
        if not field.title or not field.description:
            yield f"field {name} has no name or no question: declare it by asked(…)"
    if fields is not None and fields.model_config.get("extra") != "forbid":
        yield f"{fields.__name__} takes unknown fields: derive it from Model"
    if isinstance(row.record, Noted) and fields is not None:
        if row.on is not Subject.APPLICATION:
            yield "only applications have a history that keeps words: name a record of its own"
        known, kept = frozenset(fields.model_fields), frozenset((*row.record.told, *row.record.note))
        words = {name for name, field in fields.model_fields.items() if field.annotation is str}
        if lost := sorted(words - kept):
            yield f"the words of {', '.join(lost)} go nowhere: name them in Noted(told=…) or Noted(note=…)"
        if odd := sorted(kept - known):
            yield f"Noted names {', '.join(odd)}, which its fields have not"


_ON_APPLICATIONS = (
    *INTAKE_ROWS,
    *MEETING_ROWS,
    *PAYMENT_ROWS,
    *VOUCHER_ROWS,
    *PAPER_ROWS,
    *MATERIAL_ROWS,
    SUPERSEDE_ROW,
    SETTLE_ROW,
    APPLICATION_NOTE,
    SIGN_OFF_ROW,
    SERVE_DECLINE_ROW,
)
_ON_CONTRACTS = (
    *CONTRACT_ROWS,
    *CASE_ROWS,
    *ENTRY_ROWS,
    *AMENDMENT_ROWS,
    *OPENING_ROWS,
    TERMS_ROW,
    *ARCHIVE_ROWS,
    CONTRACT_NOTE,
    SERVE_DEMAND_ROW,
)
_ON_STAFF = (*STAFF_ROWS, *LINK_ROWS, *STAFF_WAY_ROWS, *CREDENTIAL_ROWS, *DEPUTY_ROWS)
_ON_PEOPLE = (*BINDING_ROWS, *TELLING_ROWS, *CODE_ROWS, *_ON_STAFF, *INTENTION_ROWS, *THREAD_ROWS)
_ON_COMPLAINTS = (
    *COMPLAINT_INTAKE_ROWS,
    *COMPLAINT_HANDLING_ROWS,
    *COMPLAINT_RECUSAL_ROWS,
    *COMPLAINT_EXCERPT_ROWS,
)
_SUPERVISION = (*FUND_REVIEW_ROWS, *INSPECTION_ROWS, SERVE_RECTIFICATION_ROW)
_ON_BOOKS = (*INCOMING_ROWS, *BATCH_ROWS, *QUOTA_ROWS, *YEAR_ROWS)
_OFFICES_OWN = (
    *CHECKLIST_ROWS,
    *ARRANGEMENT_ROWS,
    *PAUSE_ROWS,
    *ANSWER_ROWS,
    *MESSAGE_ROWS,
    *REPORT_WINDOW_ROWS,
    *SEALED_ROWS,
)
_ON_CASEWORK = (*_ON_APPLICATIONS, *_ON_CONTRACTS, *CORRECTION_ROWS)
TABLE = Table((*_ON_CASEWORK, *_ON_PEOPLE, *_ON_COMPLAINTS, *_SUPERVISION, *_ON_BOOKS, *_OFFICES_OWN))

ROWS: Mapping[str, Transition] = TABLE.by_act
