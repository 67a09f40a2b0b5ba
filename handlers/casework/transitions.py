"""The names of acts, what they are about, what they stand on, and where their subjects can stand."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct

from handlers.results import Source
from policy_kb.roles import PassageRole
from store.states import CaseState, ContractState, EvaluationSource, State


class ActName(StrEnum):
    """Every act of casework. Stored with steps and audit entries: never rename one."""

    SUBMIT = "submit"
    RESUBMIT = "resubmit"
    WITHDRAW = "withdraw"
    CORRECT_ENTRY = "correct_entry"  # of what was submitted from a paper (代录)
    CHECK_ENTRY = "check_entry"
    RETURN_ENTRY = "return_entry"
    ANNUL_ENTRY = "annul_entry"
    ENTER_WITHDRAWAL = "enter_withdrawal"
    CHECK_WITHDRAWAL = "check_withdrawal"
    RETURN_WITHDRAWAL = "return_withdrawal"
    ACCEPT = "accept"
    RETURN = "return"
    DECLINE = "decline"
    OPINION = "opinion"
    SIGN_OFF = "sign_off"  # 呈批
    SERVE_DECLINE = "serve_decline"  # 送达
    SERVE_DEMAND = "serve_demand"
    SERVE_RECTIFICATION = "serve_rectification"
    REPORT = "report"
    TABLE = "table"
    AGREE = "agree"
    AGREE_PARTLY = "agree_partly"
    AGREE_IN_PRINCIPLE = "agree_in_principle"
    POSTPONE = "postpone"
    REJECT = "reject"
    MINUTES = "minutes"
    GROUP_BACK = "group_back"  # the leading group sent it back to the office
    AGENDA_BACK = "agenda_back"  # the office of the county's government, which sets the agenda, did
    NOT_HEARD = "not_heard"  # 本次未上会
    FORM_BATCH = "form_batch"  # 提请批次
    TABLE_BATCH = "table_batch"
    DROP_BATCH = "drop_batch"
    RECORD_SITTING = "record_sitting"  # the results of a batch
    BATCH_MINUTES = "batch_minutes"
    FULFIL = "fulfil"  # the condition of 原则同意
    LAPSE = "lapse"  # it will not be met: what was approved under it is not paid
    PAY = "pay"
    ENTER_PAYMENT = "enter_payment"  # by the bureau, from the voucher
    CHECK_PAYMENT = "check_payment"
    RETURN_PAYMENT = "return_payment"
    REVERSE = "reverse"
    ARCHIVE = "archive"
    EVALUATE = "evaluate"
    RECHECK = "recheck"
    DISPOSE = "dispose"
    COMPLETE = "complete"  # 验收
    INSPECT = "inspect"
    REVIEW = "review"  # one task a contract and quarter
    REVIEW_FUND = "review_fund"  # a quarter of the fund
    ADD_FINDING = "add_finding"  # to an inspection
    FOLLOW_UP = "follow_up"  # 复查
    RECOVER = "recover"
    RECLAIM = "reclaim"
    NOTIFY = "notify"
    EXPLAIN = "explain"
    RECEIVE = "receive"  # money that came back
    REFUND = "refund"  # 退付: what came back too much
    CLOSE = "close"
    SUPERSEDE = "supersede"  # 决定变更: a later sitting changes a result
    SETTLE_OVERPAID = "settle_overpaid"  # 超付缴回: what is above a later result came back
    CORRECT = "correct"  # 登记更正, on an application, on a contract, on a case
    CHECK_CORRECTION = "check_correction"
    REFUSE_CORRECTION = "refuse_correction"
    CORRECT_CONTRACT = "correct_contract"
    CHECK_CONTRACT_CORRECTION = "check_contract_correction"
    REFUSE_CONTRACT_CORRECTION = "refuse_contract_correction"
    CORRECT_CASE = "correct_case"
    CHECK_CASE_CORRECTION = "check_case_correction"
    REFUSE_CASE_CORRECTION = "refuse_case_correction"
    NUDGE = "nudge"  # 催办
    NOTE = "note"  # internal, on an application
    NOTE_CONTRACT = "note_contract"
    ACTIVATE = "activate"
    CHANGE_AMOUNT = "change_amount"
    CHANGE_RATIO = "change_ratio"
    CHANGE_DUE_DATE = "change_due_date"
    CHANGE_PAYEE = "change_payee"
    CHECK_PAYEE = "check_payee"
    DISCARD_PAYEE = "discard_payee"
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"
    ADD = "add"  # a contract is entered
    OPENING = "opening"  # a payment of before the contract was kept here
    SET_AREAS = "set_areas"  # the items of the scope that a contract is for
    SET_TERMS = "set_terms"  # whether the firm is 中小企业, 交付/验收, 约定付款日
    ADD_QUOTA = "add_quota"  # 指标下达
    ADJUST_QUOTA = "adjust_quota"
    WITHDRAW_QUOTA = "withdraw_quota"
    ARRIVE_QUOTA = "arrive_quota"  # money of it arrived (到位)
    REGISTER_PAPER = "register_paper"  # 收文
    ADD_SCAN = "add_scan"
    VOID_PAPER = "void_paper"
    LAST_PAYMENT_DAY = "last_payment_day"  # of a year of the fund
    CLOSE_YEAR = "close_year"
    PAUSE_ASSISTANT = "pause_assistant"  # "pause" in entries of earlier versions, in the chain of settings
    RESUME_ASSISTANT = "resume_assistant"
    BIND_CODE = "bind_code"
    BIND = "bind"
    UNBIND = "unbind"
    CHANGE_HANDLER = "change_handler"  # one is unbound by the firm's letter, and a code made for the next (经办人)
    BURN_CODE = "burn_code"  # of a member, "link_refused" in entries of earlier versions
    ADD_RECIPIENT = "add_recipient"  # a public key to which reports are sealed
    RETIRE_RECIPIENT = "retire_recipient"
    RECORD_CONSENT = "record_consent"  # 纪检监察机关函号, without which no report is taken
    OPEN_WINDOW = "open_window"  # for reports
    CLOSE_WINDOW = "close_window"
    HANDLE_SEALED = "handle_sealed"  # whatever an officer does about a report: its entry does not say what
    # In entries of earlier versions the first three are "add", "roles" and "off", in the chain of staff.
    STAFF_ADD = "staff_add"
    STAFF_ROLES = "staff_roles"
    STAFF_OFF = "staff_off"
    LINK_CODE = "link_code"
    LINK = "link"
    CONFIRM_LINK = "confirm_link"
    DROP_LINK = "drop_link"
    ENTER_WECOM = "enter_wecom"  # a member's userid in WeCom, to which notices go
    MUTE_LINK = "mute_link"  # no notices to this account
    UNMUTE_LINK = "unmute_link"
    LOGIN_LINK = "login_link"  # by which a member sets up how they sign in
    ASK_RESET = "ask_reset"
    CONFIRM_RESET = "confirm_reset"
    DISCARD_RESET = "discard_reset"
    ENROL = "enrol"
    CHANGE_PASSWORD = "change_password"  # noqa: S105 -- a name
    RENEW_RECOVERY = "renew_recovery"
    END_SESSIONS = "end_sessions"
    DEPUTE = "depute"  # 代理/AB角
    END_DEPUTY = "end_deputy"
    REGISTER_INTENTION = "register_intention"
    WITHDRAW_INTENTION = "withdraw_intention"
    TELEPHONE_INTENTION = "telephone_intention"
    SEE_TO_INTENTION = "see_to_intention"
    LEAVE_COMPLAINT = "leave_complaint"  # 意见, 投诉 and what else is kept openly
    ADD_TO_COMPLAINT = "add_to_complaint"
    WITHDRAW_COMPLAINT = "withdraw_complaint"
    ACCEPT_COMPLAINT = "accept_complaint"
    ASSIGN_COMPLAINT = "assign_complaint"  # to another unit of the house
    REFER_COMPLAINT = "refer_complaint"  # 转办, to another organ
    ANSWER_COMPLAINT = "answer_complaint"
    EXTEND_COMPLAINT = "extend_complaint"
    CLOSE_COMPLAINT = "close_complaint"
    NOTE_COMPLAINT = "note_complaint"
    RECUSE = "recuse"  # 回避
    LIFT_RECUSAL = "lift_recusal"
    DRAFT_EXCERPT = "draft_excerpt"  # 留言选登
    APPROVE_EXCERPT = "approve_excerpt"
    DROP_EXCERPT = "drop_excerpt"
    ASK_STAFF = "ask_staff"  # a talk with a member of staff
    TAKE_OVER = "take_over"
    ANSWER_THREAD = "answer_thread"
    HAND_BACK = "hand_back"  # to the assistant
    NOTE_THREAD = "note_thread"
    CLOSE_THREAD = "close_thread"
    REPLAY_MESSAGE = "replay_message"  # send one again that was given up, or waits for its person
    TELL_BY_PHONE = "tell_by_phone"  # 电话告知: what a notice says, where it did not arrive
    LEAVE_PHONE = "leave_phone"  # a number for that, left by a person of a firm
    TAKE_BACK_PHONE = "take_back_phone"
    FOLLOW_CODE = "follow_code"  # a picture by which a person of a firm follows in WeChat as well
    CHECK_ORIGINAL = "check_original"  # 已与原件核对
    REVOKE_CHECK = "revoke_check"
    ADD_MATERIAL = "add_material"  # of the contract's life, by staff
    REMOVE_MATERIAL = "remove_material"
    DESCRIBE_PIECE = "describe_piece"  # 档号, 密级, 页数, 备注 of a line of the archive's directory
    HAND_OVER = "hand_over"  # the archive, from the office to the bureau
    ARRANGE = "arrange"
    MARK_DEMO = "mark_demo"  # what the database holds is invented
    OPEN_TERMINAL = "open_terminal"  # the database is thrown away: money may be entered on the machine itself
    CHECKLIST_ADD = "checklist_add"
    CHECKLIST_CHANGE = "checklist_change"
    CHECKLIST_RETIRE = "checklist_retire"
    DRAFT_ANSWER = "draft_answer"  # 咨询答复 of the office
    CHANGE_ANSWER = "change_answer"
    APPROVE_ANSWER = "approve_answer"
    RETRACT_ANSWER = "retract_answer"
    INTERPRET = "interpret"  # 书面解释, signed
    CHANGE_INTERPRETATION = "change_interpretation"


class Subject(StrEnum):
    """What an act is about, and so which number names it. See `registers` for those of no contract."""

    APPLICATION = "application"
    CONTRACT = "contract"
    CASE = "case"
    FIRM = "firm"  # named by one of its contracts
    CODE = "code"  # to be used once, named by its hash
    BINDING = "binding"
    STAFF = "staff"  # the list of members
    MEMBER = "member"  # of staff, named by name
    LINK = "link"  # of an account to a member
    RESET = "reset"  # of what a member signs in with
    DEPUTY = "deputy"
    INTENTIONS = "intentions"  # 意向登记, all of them
    INTENTION = "intention"
    COMPLAINTS = "complaints"  # one that is left, by the number that it gets
    COMPLAINT = "complaint"  # openly kept, by its number
    THREADS = "threads"  # talks with staff, all of them
    THREAD = "thread"  # named by its id
    MESSAGE = "message"  # on its way out, named by its id
    NOTICE = "notice"  # to a firm, named by the id of what was told to one of its people
    MATERIAL = "material"  # a file of an application that was sent, named by its id
    BATCHES = "batches"  # 提请批次, all of them
    BATCH = "batch"  # named by its id
    SETTINGS = "settings"  # what is set for the whole office
    REGISTER = "register"  # of contracts
    QUOTAS = "quotas"  # 指标, all of them
    QUOTA = "quota"  # by its 指标文号
    PAPER = "paper"  # that came in, by its 收文号
    QUARTER = "quarter"  # of the fund, named 2026Q4
    INSPECTION = "inspection"  # of a project
    YEAR = "year"  # of the fund, named 2026
    LIST = "list"  # 办公室公布的清单, for a kind of application
    ITEM = "item"  # of such a list
    SEALED_COMPLAINT = "sealed_complaint"  # a report, by its random id
    ANSWERS = "answers"  # of the office itself, all of them
    ANSWER = "answer"


class Basis(Struct, frozen=True):
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

WITH_STATES = frozenset({Subject.APPLICATION, Subject.CONTRACT, Subject.CASE})
"""Subjects that stand somewhere; an act on another begins in no state, and moves nothing."""

IN_TALK = WITH_STATES | {Subject.THREAD}
"""What the chat desk has acts on; a talk with staff is answered from wherever the member is."""

Standing = State | ContractState | CaseState

ENDED = frozenset({State.ARCHIVED, State.DECLINED, State.REJECTED, State.WITHDRAWN})
"""Nothing leads out of these."""

OPEN = frozenset(State) - ENDED - {State.DRAFT, State.PAID}
"""Submitted … approved and not fully paid: one such application a contract and kind."""
