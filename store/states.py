"""The closed sets that rows are in. The values are stored: never rename one."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class ClaimState(StrEnum):
    """Where a claimed message stands."""

    WAITING = "waiting"  # an earlier message of the same person goes first
    WORKING = "working"
    DONE = "done"


class KeyKind(StrEnum):
    """What a claim key hides, and so how long it lives."""

    PLAIN = "plain"
    SENSITIVE = "sensitive"


class OutboxState(StrEnum):
    """Where a message on its way out stands."""

    READY = "ready"
    HELD = "held"  # until the recipient writes again
    SENT = "sent"
    DEAD = "dead"


class OutboxRank(IntEnum):
    """What a message is worth where a platform takes few: the lower goes first. Stored: never renumber."""

    ANSWER = 0  # what the person asked for
    URGENT = 1  # something is to be done, or a term runs
    NOTICE = 2


class NoticeState(StrEnum):
    """What became of a notice to a firm's person."""

    WAITING = "waiting"  # to leave, or for the person's next message
    HELD = "held"  # the platform takes nothing until the person writes
    RELEASED = "released"  # the person wrote: it leaves into the talk that they are in
    HANDED_OVER = "handed_over"  # the platform took it
    SEEN = "seen"  # it stood in the talk while the person was there
    UNREACHABLE = "unreachable"  # it reached nobody: the office has to call


class CallOutcome(StrEnum):
    """What came of a telephone call."""

    REACHED = "reached"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"


class NoticeSubject(StrEnum):
    """What a notice to staff leads to."""

    APPLICATION = "application"  # by its 申请编号
    CONTRACT = "contract"  # by its number
    CASE = "case"  # by its row's id, as those below
    INTENTION = "intention"
    ANSWER = "answer"  # of the office
    THREAD = "thread"
    COMPLAINT = "complaint"  # by its number
    CALENDAR = "calendar"  # what comes due, whatever it is
    NOTHING = ""


class Role(StrEnum):
    """What a member of staff is there for. An administrator does no business act."""

    OFFICE = "office"  # 领导小组办公室
    BUREAU = "bureau"  # 县工信局
    PAYER = "payer"  # 拨付部门: 相关部门 of Article 12
    SUPERVISOR = "supervisor"  # 监督审核部门: 相关部门 of Article 13
    REPORT_OFFICER = "report_officer"  # 举报受理人员
    AUDITOR = "auditor"  # 审计/上级检查, reads only
    ADMINISTRATOR = "administrator"


class RecipientUnit(StrEnum):
    """Where a recipient of reports works: whoever a report is about does not get it."""

    OFFICE = "office"  # 领导小组办公室
    BUREAU = "bureau"  # 县工信局
    OUTSIDE = "outside"  # 派驻纪检监察组, or another organ that neither of them directs


class SealedTrack(StrEnum):
    """How a report is dealt with, as an officer registered it."""

    OFFICIAL = "official"  # 反映公职人员: handed over, the office makes no finding
    PETITION = "petition"  # 信访事项


class SealedState(StrEnum):
    """Where a report stands; officers move it."""

    RECEIVED = "received"  # 已收到
    HANDED_OVER = "handed_over"  # 已移送
    TOLD = "told"  # 已告知
    ACCEPTED = "accepted"  # 已受理
    REFERRED = "referred"  # 已转办
    NOT_ACCEPTED = "not_accepted"  # 不予受理
    ANSWERED = "answered"  # 已答复
    CLOSED = "closed"  # 已办结


class BoxKind(StrEnum):
    """What a sealed box holds."""

    REPORT = "report"
    ADDITION = "addition"  # 补充, by whoever has the code
    MESSAGE = "message"  # of an officer, to the code's own key
    NOTE = "note"  # of an officer, to the officers
    COPY = "copy"  # of a report, an addition or a note, sealed anew by an officer; what it was made of stays
    CONCERNS = "concerns"  # whom the report is about, to the code's own key: so an addition goes past them as well


class ComplaintKind(StrEnum):
    """What an openly kept complaint is; a whistle-blowing report is none, see `SealedState`."""

    SUGGESTION = "suggestion"  # 意见建议
    SERVICE = "service"  # 投诉: of how one was served
    PROCUREMENT = "procurement"  # 采购质疑
    WAGES = "wages"  # 欠薪
    OWED = "owed"  # 机关拖欠企业款
    COUNTY = "county"  # 其他县内事项 (12345)


class ComplaintState(StrEnum):
    """Where a complaint stands."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    REFERRED = "referred"  # 转办: another organ deals with it
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"  # its words are erased


class ComplaintVoice(StrEnum):
    """Whose words they are."""

    PERSON = "person"
    STAFF = "staff"  # told to the person
    NOTE = "note"  # a member, to colleagues


class RecusalReason(StrEnum):
    """Why a member keeps out of a complaint (回避)."""

    NAMED = "named"  # it names them
    DECLARED = "declared"  # by themselves
    DECIDED = "decided"  # by another member


class NoticeWay(StrEnum):
    """In which way a notice came before its person. Stored: never rename one."""

    SUBSCRIPTION = "subscription"  # 订阅通知
    TEMPLATE = "template"  # 模板消息
    WORDS = "words"  # a message in the talk
    ANSWER = "answer"  # before an answer that the person read
    PAGE = "page"  # on a page that the person opened


class Access(StrEnum):
    """What a member of staff was given of what is kept. Stored with access records: never rename one."""

    VIEW = "view"  # a page of a viewing copy
    DOWNLOAD = "download"  # the original, byte for byte
    EXPORT = "export"


class Purpose(StrEnum):
    """What a one-time code is for."""

    BIND = "bind"  # a person to a firm
    LINK = "link"  # a channel's account to a member of staff
    UPLOAD = "upload"  # the link that opens the upload page for a draft
    UPLOADING = "uploading"  # the visit of whoever opened it
    LOGIN = "login"  # a member of staff sets up how they sign in at the console
    ENROLLING = "enrolling"  # the browser in which they do
    ENTRY = "entry"  # the link into the console that a member asked for from their linked account


class Kind(StrEnum):
    """What money an application asks for."""

    PREPAYMENT = "prepayment"  # 前期预付资金 (Article 9)
    MIDTERM = "midterm"  # 中期建设资金 (Article 18)
    FOLLOWUP = "followup"  # 后续资金（办法未单列）


class State(StrEnum):
    """Where an application stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    REPORTED = "reported"
    TABLED = "tabled"
    POSTPONED = "postponed"
    APPROVED = "approved"
    PAYING = "paying"  # a part is paid
    PAID = "paid"
    ARCHIVED = "archived"
    DECLINED = "declined"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class ContractState(StrEnum):
    """Where a contract stands."""

    ENTERED = "entered"  # not activated: a field is missing, or nobody has
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"


class AmendmentKind(StrEnum):
    """What a record of change does to a contract."""

    AMOUNT = "amount"  # 补充协议: another sum
    DUE_DATE = "due_date"  # 延期
    PAUSE = "pause"
    RESUME = "resume"
    END = "end"
    PAYEE = "payee"  # another account: by contract or stamped letter, checked by two
    RATIO = "ratio"


class EvaluationSource(StrEnum):
    """Which evaluation a result comes from. Stored: never change one."""

    OWN = "17"  # held by the county's own leading group
    DECIDING = "18"  # organised above it: this one alone opens or holds mid-term money


class Grade(StrEnum):
    """The result of an evaluation, as the evaluator wrote it; never converted from scores (Article 18)."""

    QUALIFIED = "qualified"  # 合格
    BASIC = "basic"  # 基本合格
    UNQUALIFIED = "unqualified"  # 不合格


class Measure(StrEnum):
    """What a disposal decision after 不合格 orders (Article 18: 视情况 … 等措施)."""

    REDUCE = "reduce"  # 减少支持资金
    REVOKE = "revoke"  # 取消培育资格并收回已拨付资金
    OTHER = "other"  # 等


class MeetingResult(StrEnum):
    """What the executive meeting decided."""

    AGREED = "agreed"  # 同意
    PARTLY = "partly"  # 同意部分金额
    IN_PRINCIPLE = "in_principle"  # 原则同意（条件）
    POSTPONED = "postponed"  # 暂缓
    REJECTED = "rejected"  # 未通过


class BatchState(StrEnum):
    """Where a 提请批次 stands."""

    PREPARED = "prepared"  # on the office's desk: its table can be printed
    TABLED = "tabled"  # brought before the meeting
    DROPPED = "dropped"  # given up before it was


class ItemOutcome(StrEnum):
    """What became of an application of a batch."""

    WAITING = ""
    HEARD = "heard"  # a result of the meeting is recorded
    NOT_HEARD = "not_heard"  # 本次未上会: it goes with another batch
    SENT_BACK = "sent_back"  # by the leading group, or by the office of the county's government
    DROPPED = "dropped"  # its batch was given up


class MoneySource(StrEnum):
    """Which money is paid (Article 2)."""

    PROVINCE = "province"  # 省级
    COUNTY = "county"  # 县级配套


class EntryType(StrEnum):
    """What an entry of the journal of money tells of, and which way its sum goes."""

    ALLOTTED = "allotted"  # 指标下达
    ADJUSTED = "adjusted"  # 指标调整: more or less
    WITHDRAWN = "withdrawn"  # 指标收回: negative
    ARRIVED = "arrived"  # 资金到位
    CONTRACTED = "contracted"  # 合同额: what it grew or shrank by
    APPROVED = "approved"  # 审议通过; negative where it lapses, is superseded, or is archived unpaid
    PAID = "paid"  # 拨付
    REVERSED = "reversed"  # 退票: negative
    RECOVERED = "recovered"  # 追回（第九条）, 缴回国库
    RECLAIMED = "reclaimed"  # 收回（第十八条）, 缴回国库
    OVERPAID_RETURNED = "overpaid_returned"  # 超付缴回: paid above a later result
    REFUNDED = "refunded"  # 退付: the firm had paid back too much


class YearRecordKind(StrEnum):
    """What was recorded of a year of the fund."""

    LAST_PAYMENT_DAY = "last_payment_day"  # 年终最后支付日
    CLOSED = "closed"  # 年终结账


class QuotaChange(StrEnum):
    """Which way a quota is adjusted."""

    MORE = "more"
    LESS = "less"


class EnterpriseSize(StrEnum):
    """Whether a contractor is 中小企业, as the contract or the firm's own declaration says."""

    SMALL = "small"
    OTHER = "other"
    UNKNOWN = "unknown"


class CaseKind(StrEnum):
    """The two kinds of getting money back: never merged."""

    RECOVERY = "recovery"  # 追回前期预付资金 (Article 9)
    RECLAIM = "reclaim"  # 收回已拨付资金 (Article 18)


class RecoveryGround(StrEnum):
    """Why prepaid money is recovered (Article 9)."""

    OVERDUE = "overdue"  # 未能如期完工
    UNRECTIFIED = "unrectified"  # 要求限期整改不到位


class CaseState(StrEnum):
    """Where a case of recovery or reclaim stands."""

    OPENED = "opened"  # 决定文号 recorded
    NOTIFIED = "notified"  # the contractor was told: sum, term, account
    CLOSED = "closed"  # nothing is left to pay back, or staff closed it with a reason


class SignInWay(StrEnum):
    """How a member signed in at the console."""

    PASSWORD = "password"  # noqa: S105 -- a name, with the figures of the authenticator
    ACCOUNT = "account"  # from the linked account of a channel: no act on money
    PHONE = "phone"  # the phone's code was typed by the member, who was signed in: no act on money


class SignInOutcome(StrEnum):
    """What the log of the console's door tells."""

    SIGNED_IN = "signed_in"
    REFUSED = "refused"  # name, password or code was wrong: never told apart
    SIGNED_OUT = "signed_out"
    REVOKED = "revoked"  # from another browser, or by an administrator
    ENROLLED = "enrolled"  # a password and an authenticator were set up


class PaperKind(StrEnum):
    """What a paper that came in is."""

    APPLICATION = "application"  # 拨付申请
    RESUBMISSION = "resubmission"  # 补正
    WITHDRAWAL = "withdrawal"  # 撤回申请
    VOUCHER = "voucher"  # 支付凭证
    SIGN_OFF = "sign_off"  # 呈批件, signed
    SERVICE = "service"  # 送达回证, or what else shows that something was served
    LETTER = "letter"  # any other letter that an act stands on


class ServiceWay(StrEnum):
    """送达方式: how a paper with a term reached the firm."""

    DIRECT = "direct"  # 直接送达
    POST = "post"  # 邮寄送达
    LEFT = "left"  # 留置送达
    ELECTRONIC = "electronic"  # 电子送达
    NOTICE = "notice"  # 公告送达
    OTHER = "other"


class EntryKind(StrEnum):
    """What is entered from a paper."""

    SUBMISSION = "submission"  # an application, or its 补正
    WITHDRAWAL = "withdrawal"
    PAYMENT = "payment"


class EntryState(StrEnum):
    """Where an entry from paper (代录) stands with its check."""

    WAITING = "waiting"
    AGREED = "agreed"
    RETURNED = "returned"  # to be corrected
    REPLACED = "replaced"  # the application was sent again since: its paper stays used
    CLOSED = "closed"  # corrected or given up: its paper can be entered again


class Folder(StrEnum):
    """Where a piece of a contract's archive lies: the stages that Article 8 names, and what else there is."""

    TENDER = "tender"  # 招投标评审
    BUILDING = "building"  # 建设
    ACCEPTANCE = "acceptance"  # 验收
    PAYMENT = "payment"  # 拨付
    OTHER = "other"  # 等


class CorrectionState(StrEnum):
    """Where a correction of the register (登记更正) stands."""

    WAITING = "waiting"  # money hangs on it: a second member checks it
    AGREED = "agreed"  # it counts
    REFUSED = "refused"


class OfficeAnswerKind(StrEnum):
    """What the office says of a question itself, apart from the measure."""

    ANSWER = "answer"  # 咨询答复
    INTERPRETATION = "interpretation"  # 书面解释, signed


class OfficeAnswerState(StrEnum):
    """Where an answer of the office stands: only what a second member approved is shown to anybody."""

    DRAFT = "draft"
    APPROVED = "approved"
    RETRACTED = "retracted"


class ThreadState(StrEnum):
    """Where a talk with staff stands."""

    WAITING = "waiting"  # nobody has taken it over yet
    TAKING = "taking"  # a member takes over; what the assistant had begun to say is still on its way
    TAKEN = "taken"  # the member talks, and the assistant is silent
    BACK = "back"  # handed back: the assistant answers again
    CLOSED = "closed"


class ThreadVoice(StrEnum):
    """Who said something in a talk with staff."""

    PERSON = "person"
    STAFF = "staff"
    NOTE = "note"  # a member, to colleagues


class ThreadStep(StrEnum):
    """What is done in the person's own line for a talk with staff."""

    TAKE_OVER = "take_over"
    ANSWER = "answer"
    HAND_BACK = "hand_back"
    LEFT_IDLE = "left_idle"  # nobody spoke for a while
    CLOSE = "close"
