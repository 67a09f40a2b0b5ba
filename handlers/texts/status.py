"""Following an application: what is understood, and what is said."""

from __future__ import annotations

import re
from datetime import date, datetime

from handlers.dates import day, local_day
from handlers.money import yuan
from handlers.texts.casework import OFFICE_STEP, PROCEDURE_UNSTATED
from handlers.texts.office import SOURCE

_ASK = r"(?:我要|我想|我们要|帮我|帮忙|请|麻烦)*"
_FILL = (
    r"(?:第[一二三四五六七八九十\d]+[个件份]|全部|所有|都"
    r"|我的|的|我们的|这份|这个|那份|一下|下|吧|呗|拨付|申请编号|申请|编号|进度|为|是|号|啊|了)*"
)
_STOPS = " \t\r\n。.！!？?，,：:；;、~～“”\"'（）()【】[]"

LIST = re.compile(
    rf"{_ASK}(?:(?:查询?|看看?|查看)?一?下?(?:我|我们|本单位)?的?(?:全部|所有)?的?(?:拨付)?(?:申请)?"
    r"(?:的?进度|的?状态|到哪一?步了?)|(?:查询?|看看?|查看)?(?:全部|所有|拨付)*申请(?:列表|的?情况)"
    r"|(?:查询?|看看?|查看)?(?:我|我们|本单位)的(?:全部|所有|拨付)*申请|(?:全部|所有)的?(?:拨付)?申请)"
)
MONEY = re.compile(
    r"(?:我|我们|俺|俺们|咱|咱们)?(?:公司|单位|企业)?的?(?:那笔|这笔)?(?:钱|款|款子|资金|拨款)"
    r"(?:(?:打|到|拨|发|下)(?:过来|下来|来|账|到账)?(?:了)?(?:没有|没|吗|么)"
    r"|(?:什么时候|啥时候|啥时|几时|何时|多会儿)(?:才|能)*(?:到账?|下来|打过来|拨下来|到位)"
    r"|(?:已经)?(?:打|到|拨|发|付|下)(?:过来|下来|账)?了?多少了?|还有多少没(?:打|到|拨|发|付)(?:过来|下来)?)"
    r"|(?:已经)?(?:拨|打|付|到账?)了多少了|还有多少(?:钱|款)?没(?:拨|打|付|到账?)"
    r"|(?:现在)?(?:到|在|卡在)(?:谁|哪)(?:手上|手里|儿|里|一?个?(?:单位|环节|部门))?(?:那里|那儿)?了"
)
"""Only whole messages count as these; everything else is understood by the knowledge base."""
NAMED = re.compile(rf"{_ASK}(?:查询?|看看?|查看|问问?)?{_FILL}(?:状态|进度|到哪一?步了|怎么样了|到哪了)?")
"""What may stand beside a number that is all the message says."""
NUDGE = re.compile(rf"{_ASK}再?(?:催办|催一催|催催|催促|催一?[下次遍]|催){_FILL}")
SLOW = re.compile(
    r"(?:能不能|能否|可以|能|请|麻烦)*(?:快点|快一点|快些|抓紧|加快|赶紧)(?:时间)?(?:办理|办|处理|批|拨款|拨|打款|一下|点|行不行|吗|吧|啊|好吗)*"
    r"|(?:怎么|咋|为什么|为啥)(?:还|就)?(?:这么|那么|这样)(?:慢|久)(?:啊|呀|呢)?"
    r"|(?:怎么|咋|为什么|为啥)(?:还没|还不|还没有|一直没)(?:批|拨|到账|到|办|打款|下来|动静|消息|结果|受理|进展|人管)*(?:完|好|啊|呀|呢)?"
    r"|(?:都)?等了?(?:好久|很久|半天|这么久|那么久|[一二三四五六七八九十几两半\d]+(?:天|周|个?月|个?星期|年))了?(?:啊|呀|呢)?"
)
"""Of their own application: where it stands comes first, and the button to nudge beside it."""
WITHDRAW_LOOSE = re.compile(
    rf"{_ASK}(?:(?:不想|不要|不)(?:再)?(?:申请|报)(?:这个|这笔|那笔)?了|(?:取消|作废|放弃|退掉)(?:掉|这个|这份|那个|那份|我的|我们的|拨付)*申请"
    r"|申请(?:填|写|弄|报|交)错了(?:,|想|要|需要|怎么)*(?:撤回?|取消)?|(?:想|要)?撤回?来|(?:我|我们|俺|俺们|咱)?(?:不想|不)要(?:这个|这笔|那笔)?(?:钱|款|资金)了)"
    r"(?:啊|呀|吧|行吗|可以吗|怎么办|咋办|咋弄|怎么弄)?"
)
"""The same where no form is open, whose own words these may be."""
WITHDRAW = re.compile(rf"{_ASK}(?:申请|全部|都|把|{_FILL})?(?:撤回|撤销|撤掉){_FILL}")
CONFIRM_WITHDRAW = re.compile(rf"{_ASK}(?:确认|确定)(?:撤回|撤销){_FILL}")
RETURN_NOTICE = re.compile(
    r"(?:看看?|查看|查询?)?(?:追回|收回)?(?:缴款|追回|收回)通知\s*(?P<number>[^？?。吗呢]*)"
)
PAYING_BACK = re.compile(
    r"缴(?!税|纳证明|纳凭证)|追回|收回(?!意见|同意|申请|登记)|交(?:回|还|款|钱|多少|清|到|给|了|完|晚|不)|(?:没|未|再|要|期|次)交|退(?:款|钱|还|多少|回去?的?(?:钱|款|资金))"
    r"|还(?:款|钱|多少|给)|(?:钱|款|资金).{0,2}(?:退|还|交|打)回|返还|欠(?:款|钱|多少|你们)|(?:企业|说个|写个|提交|想|要|来)说明"
)
OF_ONESELF = re.compile(
    r"我|俺|咱|本单位|单位|公司|企业|怎么|如何|咋|怎样|多少|哪里|哪儿|哪个|哪天|几号|什么时候|啥时|何时|账户|账号|帐号|帐户|期限|截止"
    r"|最晚|最迟|余额|还差|还剩|通知|决定|的事|情况|进度|晚点|延期|分期|分几次|凭证|完了|过了|已经"
)
OWN_CASE = re.compile(
    r"(?:我|我们|俺|俺们|咱|咱们|本单位|单位|公司|企业)(?:的|那个|这个|那件|这件)*(?:案件|案子|处理决定)"
    r"|^(?:案件|案子)(?:的事|怎么样了|进度|情况)?|(?:决定|缴款|追回|收回).*(?:异议|申诉|不服)|(?:异议|申诉|不服).*(?:决定|缴款|追回|收回)"
)
OF_THE_RULE = re.compile(
    r"什么(?:情况|情形|条件|叫)|哪些|啥情况|条件|规定|办法(?!交|缴)|第[^条]{1,5}条|依据|会不会|会被|谁(?:来|负责|可以|有权)"
    r"|如果|假如|要是|是否会|区别|意思|是什么|(?:怎么|如何)(?:追回|收回)|什么时候会|社保|税|材料|资料|清单|申请书|复印件"
)
"""What one asks of the measure, not of one's own case."""
SHORT_OF_PAYING = 6

OWN_MONEY = re.compile(
    r"(?:我们?|俺们?|咱们?)?(?:公司|单位|企业)?的?(?:(?:已经)?(?:拨|打|付|到账?)(?:款)?了?多少(?:钱|款)?了?"
    r"|还(?:剩|有|差)多少(?:钱|款|资金)?(?:没|未)?(?:有)?(?:拨|打|付|到账?)?(?:给我们?)?"
    r"|(?:什么时候|啥时候|啥时|几时|何时|哪天)(?:能|才|会)*(?:打款|拨款|放款|付款|到账|打钱|给钱|批下来|批完)"
    r"|审?批?到(?:谁|哪)(?:里|儿|那儿|手上|手里|一步|个部门)*了)(?:呢|啊|呀)?"
)
"""Of a firm's own money where it has applied; of others these ask what the measure says."""

OWN_STEP = re.compile(
    r"(?:我们?|俺们?|咱们?)?(?:公司|单位|企业)?的?(?:那笔|这笔)?(?:申请|款|钱|资金)?"
    r"(?:(?:为什么|为啥|怎么|咋)(?:才|只|就)(?:给)?(?:我们?)?(?:批|拨|同意|通过)了?[^吗呢]{0,12}"
    r"|(?:的?(?:前期预付|前期|预付|中期建设|中期|后续)(?:资金|款)?|尾款)(?:的?申请|那[笔个份件]|这[笔个份件])?的?(?:申请)?"
    r"(?:怎么样|咋样|到哪一?步|到哪里|到哪儿|到哪|批下来|批|下来|有消息|有结果|通过)了?(?:没有|没|吗)?)(?:呢|啊|呀)?"
)
"""Of one application of a firm that has applied: why so little, 中期那笔怎么样了."""
OWN_RETURNED = re.compile(
    r"(?:我们?|俺们?|咱们?)?(?:公司|单位|企业)?的?(?:申请|材料)?(?:(?:被|给|又|让人?)*(?:退回|打回)(?:来|去|补正)?了?[^吗呢]{0,8}"
    r"|(?:为什么|为啥|咋|怎么)(?:又|被|给|把我们的?)*(?:退回|打回)[^吗呢]{0,6}"
    r"|(?:还|到底|都|是)*(?:缺|差|少)(?:了|的是?|些|点)?(?:什么|哪些|哪几样|啥)(?:材料|资料|东西|手续)?"
    r"|(?:还|到底|都|要|需要)*补(?:正|交|充)?(?:些|点)?(?:什么|哪些|哪几样|啥)(?:材料|资料|东西|手续)?)(?:呢|啊|呀)?"
)
"""What a firm asks whose application was returned; of others these ask what the measure says."""
_ACCOUNT = r"(?:(?:收款|银行|对公|公司|开户)的?)*(?:账户|账号|帐户|帐号|卡号|开户行|户名)"
OWN_ACCOUNT = re.compile(
    rf"{_ASK}(?:我们?的?|公司的?|单位的?)?(?:"
    rf"(?:更换|换|修改|更改|变更|改|更正)(?:一?下|个|成)?(?:我们?的?|公司的?|单位的?)?{_ACCOUNT}[^吗呢]{{0,6}}"
    rf"|{_ACCOUNT}(?:要|想|需要|得|怎么|如何|能|可以|能不能)*(?:更换|换|修改|更改|变更|变|改|更正|填错|写错|错|注销)[^呢]{{0,6}}"
    rf"|(?:收款|银行|对公)的?(?:账户|账号|帐户|帐号)(?:是|为|[:：])?[\d ]{{6,}})(?:吗|呢|啊|呀)?"
)
"""A contractor's wish to have another payee account; never done in the chat."""
CONTRACT_ALONE = re.compile(
    r"(?:查一?下?|看一?下?|合同|项目|编号|号|的|是|为|[:：\s])*(?=.*\d)(?=.*[-—－_/〔\[【(（]|.*号)[^\s，。？?！!；;：:]{4,40}?"
    r"(?:合同|项目)?[。.]?"
)
"""A contract's number by itself; which ones there are the database knows."""
PLACE = re.compile(r"第(?P<place>[一二三四五六七八九\d])[个件份笔]")
KEEP = re.compile(
    r"(?:那|还是|就|先|我们?|咱们?)*(?:不|别|不用|不要|不想|先不)(?:想|要|再)?撤(?:回|销)?(?:申请)?(?:了|啊|吧|呀|啦)*"
)
"""不撤了, 别撤."""

EXPLAIN = re.compile(r"企业说明\s*(?P<number>[^\s:：]*)\s*(?:[:：]\s*(?P<words>.*))?", re.DOTALL)
EXPLAIN_ALONE = re.compile(r"企业说明[\s:：,，]+(?P<words>.+)", re.DOTALL)
DECISION = re.compile(r"[〔\[【（(]?20\d\d|第?\d+号")
"""What a 决定文号 holds; 1 and 施工延误 are none."""


def plain(text: str) -> str:
    """A message without gaps and stops, to be compared as a whole."""
    return "".join(letter for letter in text if letter not in _STOPS)


COMMANDS = frozenset(
    {"查进度", "我的申请", "催办", "撤回申请", "确认撤回", "企业说明", "缴款通知", "追回通知", "收回通知"}
)
"""The very words that are plainly another matter than a complaint that is being told."""

APPLY_LABEL = "申请拨付"
INTENTION = "意向登记"
STEPS_LABEL = "拨付要经过哪些步骤"
NUDGE_LABEL, WITHDRAW_LABEL, MEND_LABEL, LIST_LABEL = "催办", "撤回申请", "补正", "我的申请"
CONFIRM_WITHDRAW_LABEL, KEEP_LABEL, EXPLAIN_LABEL = "确认撤回", "不撤回", "企业说明"
BIND_LABEL = "绑定"
GO_ON_LABEL = "继续填写"

NOT_BOUND = (
    "查询申请进度，要先绑定承办企业：请本单位经办人向领导小组办公室或者县工信局领取绑定码，直接发给我。"
    "已有绑定码的，现在就可以发。"
)
NO_CONTRACTOR = "不是承办企业、想了解奖励或者减免房租的，可以做意向登记。"
NONE_YET = "贵单位还没有提交拨付申请。"
NOTHING_TO_DO = "现在不需要贵单位办理什么，随时可以回复“查进度”看进展。"
ENDED = "这份申请已经办结。"
HELD = "拨付前还要解决："
AFTER_PAYMENT = "收到资金以后："
MENDING = "修改好以后回复“补正”，就可以重新提交。"


def not_found(*, number: str) -> str:
    """Say that the firm has no such application, whether anybody else has or not."""
    return f"没有查到贵单位编号为 {number} 的申请。请核对编号，或者发“我的申请”看全部。"


def headline(*, number: str, kind: str, contract: str, state: str) -> str:
    """The one thing asked: where it stands."""
    return f"申请 {number}（{kind}，合同 {contract}）：{state}。"


def held_by(*, since: datetime, unit: str) -> str:
    """Since when, and with which unit."""
    return f"{_since(since)}起，现在由{unit}办理。"


def yours_since(*, since: datetime) -> str:
    """Since when it is the contractor's turn."""
    return f"{_since(since)}起，等贵单位办理。"


def ended_since(*, since: datetime) -> str:
    """When it ended."""
    return f"办结日期：{_since(since)}。"


def next_step(*, text: str, office: bool) -> str:
    """What comes next; the measure's words follow where they say so."""
    return f"下一步：{text}" + (f"【{OFFICE_STEP}】" if office else "")


def sums(*, applied: int, approved: int | None, paid: int) -> str:
    """Applied, approved, paid, and what is left."""
    parts = [f"申请 {yuan(applied)}"]
    if approved is not None:
        parts += [f"审议通过 {yuan(approved)}", f"已拨付 {yuan(paid)}", f"未拨付 {yuan(approved - paid)}"]
    return f"金额：{'，'.join(parts)}。"


def payment(*, on: date, amount: int, source: str) -> str:
    """One payment, or one that came back."""
    return f"{day(on)} 拨付 {yuan(amount)}（{source}）" if amount > 0 else f"{day(on)} 退回 {yuan(-amount)}"


def meeting(*, on: date, result: str, condition: str) -> str:
    """Date and result of the meeting; the minutes are not given out here."""
    terms = f"，条件：{condition}" if condition else ""
    return f"县政府常务会议 {day(on)} 审议结果：{result}{terms}。"


def condition(*, condition: str) -> str:
    """What the meeting agreed on condition of, to be met now."""
    return f"贵单位现在要办：落实审议提出的条件：{condition.rstrip('。')}。"


def no_more(*, why: str) -> str:
    """That the rest of what was approved is not paid, and why."""
    return f"其余部分不再拨付：{why}"


def not_payable(*, state: str) -> str:
    """Say that the contract holds the rest of the money."""
    return f"合同{state}，其余部分现在不能拨付。"


def debt(*, kind: str, left: int) -> str:
    """Mention money to be paid back, before anything else."""
    told = f"贵单位有一件缴款通知（{kind}）尚未缴清：{yuan(left)}。"
    return f"{told}回复“{RETURN_NOTICE_LABEL}”查看，有说明的回复“{EXPLAIN_LABEL}”。"


def to_mend(*, missing: str) -> str:
    """Everything that the office told to be mended, as it was told."""
    return f"【{OFFICE_STEP}】{missing}"


def listed(*, count: int, shown: int, of: int) -> str:
    """Lead to the applications below; where some are left out, to all."""
    rest = f"下面是最近 {shown} 件，更早的请直接发申请编号。" if shown < count else ""
    if count < of:
        return f"您说的有 {count} 件申请，回复序号查看。{rest}看全部 {of} 件，发“{LIST_LABEL}”。"
    return f"贵单位有 {count} 件申请，回复序号查看。{rest}"


def list_label(*, number: str, kind: str, state: str) -> str:
    """One application in the list."""
    return f"{number} {kind}：{state}"


def drafts(*, count: int, until: datetime) -> str:
    """Mention drafts in progress."""
    number = "一份" if count == 1 else f" {count} 份"
    return f"另有{number}没有提交的草稿，保留到 {_since(until)}：回复“{GO_ON_LABEL}”接着填。"


def nudged(*, number: str, unit: str, next_on: date) -> str:
    """Say that the wish is recorded, who holds the application, and when the next is possible."""
    often = f"同一件申请 5 个工作日可以催办一次，下次最早 {day(next_on)}。"
    return f"已催办：{number} 的催办已记录，现在由{unit}办理。急事请打电话，回复“人工”看号码。{SOURCE}{often}"


def nudged_lately(*, number: str, on: date, next_on: date) -> str:
    """Say when the next is possible."""
    return f"{number} 在 {day(on)} 已经催办过。同一件申请 5 个工作日可以催办一次，下次最早 {day(next_on)}。"


def not_nudgeable(*, number: str, state: str) -> str:
    """Say that no unit holds it."""
    return f"{number} 现在是“{state}”，没有办理单位可以催办。"


def nudge_notice(*, number: str, state: str, since: datetime) -> str:
    """Tell the unit; of nobody's person."""
    return f"催办：申请 {number}（{state}，{_since(since)}起）承办企业请尽快办理。"


NUDGE_WHICH = "要催办哪一件？回复序号。"
NUDGE_NONE = "贵单位没有可以催办的申请：没有哪一件正由办理单位办理。"
KEPT = "好的，没有撤回，申请照常办理。要看到了哪一步，发“我的申请”。"
ACCOUNT_CHANGE = (
    f"{SOURCE}收款账户只凭合同或者盖章函件变更，由两名工作人员核对，不在聊天里受理：请联系县工信局办理。"
    "请不要在这里发账号。"
)
WITHDRAW_WHICH = "要撤回哪一件？回复序号。"
WITHDRAW_NONE = "贵单位没有可以撤回的申请：提交以后、上报以前都可以撤回，上报以后请联系领导小组办公室。"


def withdraw_means(*, number: str, kind: str, amount: int) -> str:
    """Show what withdrawing means, before it is done."""
    return (
        f"将撤回申请 {number}（{kind}，{yuan(amount)}）。撤回后这份申请就结束了，不能恢复；材料和记录会留存，"
        f"需要时可以重新申请。【{OFFICE_STEP}】\n确定撤回请回复“{CONFIRM_WITHDRAW_LABEL} {number}”。"
    )


def withdrawn(*, number: str) -> str:
    """Say that it is withdrawn."""
    return f"申请 {number} 已撤回。需要时可以重新申请。"


def not_withdrawable(*, number: str, state: str) -> str:
    """Say that it is too late, or over."""
    return f"{number} 现在是“{state}”，不能在这里撤回；上报以后要撤的，请联系领导小组办公室。"


def return_notice(*, kind: str, decision: str, organ: str, reason: str) -> str:
    """The decision behind a notice to pay back."""
    return f"{kind}（{PROCEDURE_UNSTATED}）：决定 {decision}，{organ}。事由：{reason.rstrip('。')}。"


def to_pay_back(*, amount: int, until: date | None, account: str) -> str:
    """Sum, term and account."""
    term = f"，请在 {day(until)} 前缴清" if until else ""
    return f"应缴 {yuan(amount)}{term}。缴款账户：{account}。"


def returned(*, on: date, amount: int) -> str:
    """One sum that came back."""
    return f"{day(on)} 已缴 {yuan(amount)}"


def balance(*, left: int) -> str:
    """What is still to be paid back."""
    return f"尚未缴清：{yuan(left)}。" if left else "已缴清。"


RETURN_NONE = "没有查到贵单位的缴款通知。"
RETURN_WHICH = "要看哪一件？回复序号。"
RETURN_NOTICE_LABEL = "缴款通知"
CASE_CLOSED = "这件已结案。"
EXPLAINED_ALREADY = "贵单位的说明已经收到。"


def how_to_explain(*, number: str) -> str:
    """Say how to leave an explanation."""
    how = f"如有说明，请在一条消息里这样发：\n企业说明 {number}：说明的内容\n"
    return f"{how}发出后记入本件，工作人员打开本件就能看到。"


def explanation_too_long(*, most: int) -> str:
    """Say how long an explanation may be."""
    return f"说明太长：一次最多 {most} 个字。请分几次发，会接着记在后面；材料请交到办理单位。"


def explained(*, number: str) -> str:
    """Say that the explanation is kept."""
    return f"贵单位对 {number} 的说明已记入本件，工作人员打开本件就能看到。"


def case_label(*, kind: str, left: int) -> str:
    """The offer that shows a notice to pay back."""
    return f"缴款通知：{kind}，未缴 {yuan(left)}"


def _since(moment: datetime) -> str:
    return day(local_day(moment))
