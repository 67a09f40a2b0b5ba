"""Why an act is refused: each sentence says what is wrong and what to do next; the source is shown beside it.

None names or quotes the measure: what stands beside a reason comes from the document.
"""

from __future__ import annotations

from datetime import date

from handlers.dates import day
from handlers.money import percent, yuan
from handlers.texts.bodies import BUREAU, MEETING, OFFICE

NOT_FOUND = "没有查到这个编号，或者您不能查看它。请核对编号。"
NOT_YOURS = "这项工作不由您的岗位办理。"
MOVED_ON, MOVED_BY_YOU, MOVED = "已由他人办理", "您已经办理过", "有了新的记录"
MOVED_BY_FIRM = "承办企业刚刚办理过（例如补正、撤回）"
OTHER_DOOR = (
    "这项工作不能在这里办理。请在工作台办理：在办公电脑的浏览器里打开工作台（网址以 /staff 结尾），"
    "用密码和动态验证码登录。"
)
NO_STAFF = "您的工作人员身份已停用或者不存在，请联系管理员。"
ALTERED = (
    "这里的数据与审计记录不符，可能在数据库里被改过，现在不能办理。"
    "请联系管理员：运行 audit verify 查看是哪一项，查清并恢复以后再办理。"
)
NOT_BOUND = "您已不再绑定这家单位，请重新绑定。"

NO_MISTAKE_HERE = "这份合同履行中，不能以没有合同为由不予受理。材料不全的，请退回补正。"
WRONG_PAYEE_TRIED = "填写的收款户名与合同不一致"
SENT_BY_YOU = "这份申请由您提交，或者您本人的账号绑定在这家单位，请由其他工作人员受理。"
PAID_BY_YOU = "您办理过这份申请的拨付，审议结果、会议纪要编号和条件落实请由其他工作人员登记。"
APPROVED_BY_YOU = "您登记过这份申请的审议结果、会议纪要编号或者条件落实，拨付请由其他工作人员办理。"
NO_APPROVAL = f"没有{MEETING}审议通过的记录，不能办理拨付。"
NO_RESULT = f"还没有登记{MEETING}的审议结果。"
NO_MINUTES = f"还没有登记会议纪要编号和议题序号，请{OFFICE}先补登。"
PAYEE_UNCHECKED = "收款账户有变更：新账户待第二人核对，核对完成以后再办理拨付。"
NOT_PAID_YET = "还没有全部拨付，按合同和处理决定还有可以拨付的余额，不能归档。"
NO_CONDITION = "会议没有附条件，不需要登记条件落实。"
CONDITION_RECORDED = "条件落实已经登记过了。"
LAPSE_RECORDED = f"已经登记过条件没有落实。后来落实了的，请登记条件落实；没有的，由{BUREAU}归档。"
WITHHELD = f"审议结果还没有告知承办企业。请{OFFICE}先补登会议纪要编号，再办这一步。"
MINUTES_THERE = "会议纪要编号已经登记过了。"
NO_SUCH_PAYMENT = "这份申请没有这个支付凭证号的拨付记录，请核对。"
REVERSED_ALREADY = "这一笔已经登记过退票。"
REVERSAL_ITSELF = "这个凭证号本身是退票记录，请填写原来的支付凭证号。"
REVERSED_EARLIER = "退票日期早于拨付日期，请核对。"

ADVICE_MISSING = "结果为基本合格的，请填写评价文件提出的整改建议。"
NO_BASIC_RESULT = "最近一次据以拨付的评价结果不是基本合格，没有需要复核的整改。"
NO_UNQUALIFIED_RESULT = "最近一次据以拨付的评价结果不是不合格，不能登记处理决定。"
CHECKED_EARLIER = "复核日期早于评价日期，请核对。"
DECIDED_EARLIER = "处理决定的日期早于评价日期，请核对。"
REDUCED_SUM_MISSING = "减少支持资金的，请填写减少后的支持资金总额。"
REDUCED_SUM_NOT_ASKED = "只有减少支持资金的决定才填写减少后的资金，请跳过这一项。"

NOT_EVALUATED = "这份合同还没有登记据以拨付的中期绩效评价结果，现在不能办理中期建设资金。"
ONLY_OTHER = "已登记的是本级开展的评价；办理中期建设资金看据以拨付的评价结果。"
NOT_RECTIFIED = "最近一次据以拨付的评价结果为基本合格，整改还没有复核合格，请先按整改建议整改。"
NOT_DISPOSED = "最近一次据以拨付的评价结果为不合格，中期建设资金暂停办理，等待处理决定。"
REVOKED = "已登记取消培育资格并收回已拨付资金的处理决定，不再办理中期建设资金。"
REVOKED_OTHER = "这份合同已登记取消培育资格并收回已拨付资金的处理决定，系统不再办理新的申请和拨付。"
NOT_ACCEPTED = f"按办公室设置，办理后续资金要先有验收通过的记录。请先向{BUREAU}申请验收。"

RATIO_SOURCE = "比例出自贵单位合同。"
NO_RATIO = f"合同没有载明预付比例，不能办理前期预付资金。请联系{BUREAU}。"
NOT_POSITIVE = "金额要大于零。"
NOTHING_LEFT = "按合同金额，已经没有可以申请的余额。"
PARTLY_MEANS_LESS = "同意部分金额的，金额要小于申请金额；全额同意的，请登记审议结果：同意。"

NOT_DECLARED = "还没有确认材料属实的承诺，请逐字回复确认属实后再提交。"
FILES_CHANGED = "承诺以后材料有变动，请再看一遍材料并重新确认属实。"
DRAFT_GONE = "这份草稿已经提交或者不在了，请查询本单位的申请。"
OTHER_APPLICATION = "补正的内容与原申请的合同或者资金种类不一致，请从原申请重新补正。"

RECOVERY_DAY_TO_COME = "合同约定的完工日期还没有到，不能以未能如期完工为由追回。"
NO_RECLAIM_GROUND = "收回已拨付资金要先有不合格的评价结果和处理决定。"
TERM_PASSED = "缴款期限已经过去，请填写今天或以后的日期。"
NOT_THIS_QUARTER = "这个季度还没有开始，请核对。"
QUARTER_THERE = "这份合同这个季度的监督审核已经登记过了。"
NOTHING_PREPAID = "这份合同没有可以追回的前期预付资金。"
NOTHING_PAID = "这份合同没有可以收回的已拨付资金。"
REVERSAL_BELOW_RETURNED = "退票后，已拨付的资金会少于已经追回、收回的资金，请先核对缴款记录。"


def only_says(*, text: str, label: str, quoted: str) -> str:
    """A check of the system, and the only thing that the measure says of it."""
    return f"{text.removesuffix('。')}；{label}只规定“{quoted}”。"


def not_reduced(*, amount: int) -> str:
    """A reduced sum that reduces nothing."""
    return f"减少后的支持资金要小于现行合同金额{yuan(amount)}，请核对处理决定书。"


def before_signing(*, signed_on: date) -> str:
    """Evaluated before there was a contract."""
    return f"评价日期早于合同签订日期{day(signed_on)}，请核对。"


def day_before_signing(*, field: str, signed_on: date) -> str:
    """A day of a contract that lies before there was one."""
    return f"“{field}”早于合同签订日期{day(signed_on)}，请核对。"


def wrong_state(*, act: str, state: str) -> str:
    """The act does not fit where the matter stands now."""
    return f"现在的状态是：{state}，这时办不了“{act}”。"


def moved_on(*, state: str, how: str = MOVED_ON) -> str:
    """There was an act since the person looked; `how` says whose."""
    return f"{how}，现在的状态是：{state}。请重新查看后再办理。"


def inactive(*, number: str, state: str) -> str:
    """The contract is not in use."""
    return f"合同{number}的状态是：{state}。合同履行中才能办理，请联系{BUREAU}。"


def one_open(*, number: str, kind: str) -> str:
    """A second application while the first is open."""
    return f"这份合同的{kind}已有一份申请{number}正在办理，办结后才能再次申请。"


def day_to_come(*, field: str) -> str:
    """A day that has not come yet."""
    return f"{field}不能晚于今天，请核对。"


def over_applied(*, applied: int) -> str:
    """Approved beyond what was applied for."""
    return f"同意金额超过了申请金额{yuan(applied)}，请核对。"


def condition_open(*, condition: str) -> str:
    """The condition of the meeting's approval is not recorded as met."""
    return f"会议原则同意，附有条件：{condition}。{OFFICE}还没有登记条件落实，不能办理拨付。"


def before_meeting(*, held_on: date) -> str:
    """Paid before the meeting."""
    return f"拨付日期早于会议日期{day(held_on)}，请核对。"


def wrong_payee(*, name: str) -> str:
    """Another payee than the contract's."""
    return f"收款户名与合同不一致，合同的收款户名是：{name}。变更账户须凭合同或盖章函件另行办理。"


APPLIED_HERE = "这份合同已经有拨付申请，以前的拨付应在第一份申请之前登记。"


def paid_before_signing(*, signed_on: date) -> str:
    """Paid before there was a contract."""
    return f"拨付日期早于合同签订日期{day(signed_on)}，请核对。"


def voucher_there(*, voucher: str) -> str:
    """A voucher's number that is used already."""
    return f"凭证号{voucher}已经登记过了，请核对。"


def over_approved(*, approved: int, paid: int) -> str:
    """Paid beyond what was approved."""
    return f"审议通过{yuan(approved)}，已拨付{yuan(paid)}，这一笔最多{yuan(max(0, approved - paid))}。"


def over_contract(*, cap: int, used: int) -> str:
    """Beyond the contract's sum in force."""
    return f"按合同金额{yuan(cap)}，已拨付和待拨付{yuan(used)}，最多还有{yuan(max(0, cap - used))}。"


def over_reduced(*, cap: int, used: int) -> str:
    """Beyond the sum to which a 处理决定 reduced the support."""
    return f"处理决定把支持资金减少为{yuan(cap)}，已拨付和待拨付{yuan(used)}，最多还有{yuan(max(0, cap - used))}。"


def over_ratio(*, ratio: int, cap: int, used: int) -> str:
    """Beyond the prepayment ratio of the contract."""
    words = f"按合同载明的预付比例{percent(ratio)}，预付上限{yuan(cap)}，已用{yuan(used)}"
    return f"{words}，最多还有{yuan(max(0, cap - used))}。{RATIO_SOURCE}"


def missing_items(*, labels: tuple[str, ...]) -> str:
    """Required items of the office's checklist without a file."""
    return f"办公室公布的清单里，还缺：{'、'.join(labels)}。"


def one_case(*, kind: str) -> str:
    """A second case of the same kind while the first is open."""
    return f"这份合同已有一件{kind}正在办理，结案后才能再登记。"


def over_taken_back(*, most: int) -> str:
    """More than there is to take back."""
    return f"金额超过了可以收回的部分，最多{yuan(most)}。"


def over_prepaid(*, most: int) -> str:
    """A recovery concerns prepaid money only."""
    return f"追回只针对前期预付资金，最多{yuan(most)}。"


NOTHING_TO_REFUND = "这件案件没有多缴的钱，不用退付。"


def no_surplus(*, balance: int) -> str:
    """More than the balance came back only where the balance came back whole."""
    return f"应缴余额还有{yuan(balance)}，先计入余额，超出的才是多缴。请核对“其中多缴”。"


def over_surplus(*, surplus: int) -> str:
    """No more goes back than was paid too much."""
    return f"还没有退付的多缴金额是{yuan(surplus)}，退付不能超过它。"


def over_balance(*, balance: int) -> str:
    """More than the case still wants."""
    return f"这件还应缴{yuan(balance)}，请核对金额。"
