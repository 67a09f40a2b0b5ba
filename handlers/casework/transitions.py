"""What a row of the workflow table is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from handlers.casework.results import Source
from policy_kb.models import Model
from policy_kb.roles import PassageRole
from store.states import CaseState, ContractState, EvaluationSource, Role, State


class ActName(StrEnum):
    """Every act of casework. Stored with steps and audit entries: never rename one."""

    SUBMIT = "submit"
    RESUBMIT = "resubmit"
    WITHDRAW = "withdraw"
    ACCEPT = "accept"
    RETURN = "return"
    DECLINE = "decline"
    OPINION = "opinion"
    REPORT = "report"
    TABLE = "table"
    AGREE = "agree"
    AGREE_PARTLY = "agree_partly"
    AGREE_IN_PRINCIPLE = "agree_in_principle"
    POSTPONE = "postpone"
    REJECT = "reject"
    MINUTES = "minutes"
    FULFIL = "fulfil"  # the condition of 原则同意
    LAPSE = "lapse"  # it will not be met: what was approved under it is not paid
    PAY = "pay"
    REVERSE = "reverse"
    ARCHIVE = "archive"
    EVALUATE = "evaluate"
    RECHECK = "recheck"
    DISPOSE = "dispose"
    COMPLETE = "complete"  # 验收
    INSPECT = "inspect"
    REVIEW = "review"
    RECOVER = "recover"
    RECLAIM = "reclaim"
    NOTIFY = "notify"
    EXPLAIN = "explain"
    RECEIVE = "receive"  # money that came back
    CLOSE = "close"


class Subject(StrEnum):
    """What an act is about, and so which number names it."""

    APPLICATION = "application"
    CONTRACT = "contract"
    CASE = "case"


class GuardName(StrEnum):
    """The conditions of acts; `guards.GUARDS` holds what each asks."""

    ACTIVE_CONTRACT = "active contract"
    NO_ACTIVE_CONTRACT = "no active contract"
    NOT_THE_SENDER = "not the sender"
    NOTHING_TO_PAY = "nothing to pay"
    PAYEE_CHECKED = "payee checked"
    AFTER_SIGNING = "after signing"
    NO_DAY_TO_COME = "no day to come"
    WITHIN_THE_APPLIED = "within the applied"
    NOT_THE_PAYER = "not the payer"
    NOT_THE_APPROVER = "not the approver"
    MINUTES = "minutes"
    CONDITION_OPEN = "condition open"
    LAPSED_ONCE = "lapsed once"
    CONDITION_MET = "condition met"
    AFTER_THE_MEETING = "after the meeting"
    RIGHT_PAYEE = "right payee"
    NEW_VOUCHER = "new voucher"
    WITHIN_THE_APPROVED = "within the approved"
    WITHIN_THE_CONTRACT = "within the contract"
    KIND_IS_OPEN = "kind is open"
    REVERSIBLE = "reversible"
    ENTERED_ONCE = "entered once"
    ADVICE = "advice"
    BASIC_RESULT = "basic result"
    UNQUALIFIED_RESULT = "unqualified result"
    REDUCED_SUM = "reduced sum"
    NEW_QUARTER = "new quarter"
    RECOVERY_GROUND = "recovery ground"
    RECLAIM_GROUND = "reclaim ground"
    ONE_CASE = "one case"
    SUM_TO_TAKE_BACK = "sum to take back"
    TERM_TO_COME = "term to come"
    WITHIN_THE_BALANCE = "within the balance"
    NEW_RETURN_VOUCHER = "new return voucher"


@dataclass(frozen=True, slots=True)
class Basis:
    """What an act stands on: what the measure says of it, or the office's own step (办法未规定)."""

    passages: tuple[PassageRole, ...] = ()

    @property
    def source(self) -> Source:
        """Whether the measure says it, or the office."""
        return Source.MEASURE if self.passages else Source.OFFICE


OFFICE_STEP = Basis()
"""办公室工作环节（办法未规定）."""


def on(*passages: PassageRole) -> Basis:
    """The basis in the passages that play these roles, whatever their numbers."""
    return Basis(passages)


EVALUATED_UNDER: Mapping[EvaluationSource, PassageRole] = MappingProxyType(
    {EvaluationSource.OWN: PassageRole.EVALUATION, EvaluationSource.DECIDING: PassageRole.MID_TERM}
)
"""The passage that each evaluation was made under."""

Standing = State | ContractState | CaseState


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One act: from where, to where, by whom, on what basis, under which conditions, and who is told.

    `to` is empty where the state stays, and has several where the sums decide. `contractor`: the firm's own act.
    """

    act: ActName
    on: Subject
    from_states: frozenset[Standing]
    to: tuple[Standing, ...]
    roles: frozenset[Role]
    contractor: bool = False
    basis: Basis
    guards: tuple[GuardName, ...]
    fields: type[Model] | None
    staff_words: str
    applicant_words: str
    tells_firm: bool
    tells: tuple[Role, ...]
