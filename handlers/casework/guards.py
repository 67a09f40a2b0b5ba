"""Which condition stands behind each name in the table; all of an act's reasons are given at once."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from handlers.casework import application_guards as on_application
from handlers.casework import contract_guards as on_contract
from handlers.casework.attempt import Attempt, Guard
from handlers.casework.results import Reason
from handlers.casework.transitions import GuardName

GUARDS: Mapping[GuardName, Guard] = MappingProxyType(
    {
        GuardName.ACTIVE_CONTRACT: on_application.active_contract,
        GuardName.NO_ACTIVE_CONTRACT: on_application.no_active_contract,
        GuardName.NOT_THE_SENDER: on_application.not_the_sender,
        GuardName.NOTHING_TO_PAY: on_application.nothing_to_pay,
        GuardName.PAYEE_CHECKED: on_application.payee_checked,
        GuardName.AFTER_SIGNING: on_contract.after_signing,
        GuardName.NO_DAY_TO_COME: on_application.no_day_to_come,
        GuardName.WITHIN_THE_APPLIED: on_application.within_the_applied,
        GuardName.NOT_THE_PAYER: on_application.not_the_payer,
        GuardName.NOT_THE_APPROVER: on_application.not_the_approver,
        GuardName.MINUTES: on_application.minutes,
        GuardName.CONDITION_OPEN: on_application.condition_open,
        GuardName.LAPSED_ONCE: on_application.lapsed_once,
        GuardName.CONDITION_MET: on_application.condition_met,
        GuardName.AFTER_THE_MEETING: on_application.after_the_meeting,
        GuardName.RIGHT_PAYEE: on_application.right_payee,
        GuardName.NEW_VOUCHER: on_application.new_voucher,
        GuardName.WITHIN_THE_APPROVED: on_application.within_the_approved,
        GuardName.WITHIN_THE_CONTRACT: on_application.within_the_contract,
        GuardName.KIND_IS_OPEN: on_application.kind_is_open,
        GuardName.REVERSIBLE: on_application.reversible,
        GuardName.ENTERED_ONCE: on_application.entered_once,
        GuardName.ADVICE: on_contract.advice,
        GuardName.BASIC_RESULT: on_contract.basic_result,
        GuardName.UNQUALIFIED_RESULT: on_contract.unqualified_result,
        GuardName.REDUCED_SUM: on_contract.reduced_sum,
        GuardName.NEW_QUARTER: on_contract.new_quarter,
        GuardName.RECOVERY_GROUND: on_contract.recovery_ground,
        GuardName.RECLAIM_GROUND: on_contract.reclaim_ground,
        GuardName.ONE_CASE: on_contract.one_case,
        GuardName.SUM_TO_TAKE_BACK: on_contract.sum_to_take_back,
        GuardName.TERM_TO_COME: on_contract.term_to_come,
        GuardName.WITHIN_THE_BALANCE: on_contract.within_the_balance,
        GuardName.NEW_RETURN_VOUCHER: on_contract.new_return_voucher,
    }
)


def reasons_against(attempt: Attempt) -> tuple[Reason, ...]:
    """Everything against the act, in the table's order, each reason once."""
    found = (reason for name in attempt.row.guards for reason in GUARDS[name](attempt))
    return tuple(dict.fromkeys(found))
