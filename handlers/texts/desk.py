"""What the staff's desk says."""

from __future__ import annotations

from datetime import date, datetime

from handlers.dates import day, moment
from handlers.money import yuan
from handlers.texts import casework
from handlers.texts import forms as form_texts
from handlers.texts.binding import CHANNELS
from handlers.texts.bodies import BUREAU, OFFICE
from handlers.texts.people import roles as role_words
from store.states import Kind, Role

NOT_STAFF = "这里只供在岗的工作人员使用，没有找到您的登记，或者已经停用。请联系管理员。"
NOT_LINKED = "您的账号没有与工作人员关联，不能进入工作台。请向管理员要关联码后再试。"
LEFT = "已退出工作台。需要时再发“工作台”。"
ENTERED = "已进入工作台。"
NOT_YOURS = "您的角色不能办这一步。"
NOBODY_BOUND = "这家企业现在没有绑定的经办人。"
YES, NO = "是", "否"
ODD = "写法不对"
DAYS_SAID = "请写1到365之间的天数，例如：30日。"
SHARE_SAID = "请写0%到100%之间的比例，例如30%。"

ONLY_AT_THE_CONSOLE = "合同和案件的内容请在工作台网页上看。"
RECORD_AT_THE_CONSOLE = "这一步要写明内容，不能在这里写。请在工作台网页上办理。"
NOTHING_TO_DO = "现在没有等您办理的事项。"
READ_ONLY = "您的角色只读，没有待办。发编号可以查看，例如“查 AZ-2026-123456”“合同 合同编号”。"
NO_BUSINESS = "管理员不办业务，没有待办。人员名单在工作台网页的“人员”里维护。"
REPORTS_ELSEWHERE = "本助手还没有开通举报受理，这里没有待办。"
PAST_DUE_HEAD = f"完工日期已过的合同（只列出，是否追回由办公室或者{BUREAU}决定）："
NONE_PAST_DUE = "没有完工日期已过的合同。"
NO_CONTRACTS = f"还没有登记合同。{BUREAU}发“登记合同”登记一份；多份的，在工作台网页导入填好的表格。"
TYPE_AGAIN = "请核对后重新填写这一项。"
SENDER_NEVER_ACCEPTS = "您登记这份申请以后，受理要由其他工作人员办理。"
PAYEE_IS_THE_FIRM = "收款户名按承办企业名称登记。登记以后还没有启用，核对无误再启用。"
_MONEY = {Kind.PREPAYMENT: "前期预付资金", Kind.MIDTERM: "中期建设资金", Kind.FOLLOWUP: "后续资金"}
UNBIND, ENTER_CONTRACT = "解除绑定", "登记合同"
CONTRACTS_HEAD = "合同："
TODO = "待办"
BIND_CODE_HOW = "请发“发绑定码”加合同编号。"
WHICH_ACT = "要登记哪一种？"
CANCELLED = "好的，没有登记，什么都没有变。"
UNFINISHED = "（刚才那一步没有确认，没有登记。）"
STOPPED = "这一步没有办，填过的没有保存。需要时重新发起。"
HINTS = {
    form_texts.HINTS: "（可回复：上一步、取消、帮助）",
    form_texts.FIRST_HINTS: "（可回复：取消、帮助）",
    form_texts.HELP: (
        "一次只问一项，直接回复内容就行。上一步：回到前一项；修改 2：改已填的某一项；"
        "跳过：不是必填的可以不填；取消：不办这一步了，什么都不登记。"
        "中间也可以问办法，我答完再接着问这一项。"
    ),
}
"""What forms say of themselves, and what is said in its place at the desk."""

REVIEW_CHOICES = {"确认无误": ("确认登记", "确认无误"), "稍后再填": ("取消，不登记", "取消")}
"""The two choices below a summary: there is no draft to save at the desk."""

CHECKLIST_HOW = f"清单由{OFFICE}维护：点清单名称，就可以增加、修改、停用清单项和调整顺序。"
WHICH_ITEM = "要对哪一项办？请选下面的一项。"


def bad_value(*, label: str, reason: str) -> str:
    """Say why words are not taken."""
    return f"{label}{reason}，没有记下。请照上面的例子再写一次。"


def against(*, reason: str, is_office: bool) -> str:
    """Say what stands against a value, while the others can still be given, and who says so."""
    source = casework.OFFICE_SOURCE if is_office else casework.SYSTEM_SOURCE
    return f"【{source}】{reason}"


def submission_label(*, label: str, kind: Kind) -> str:
    """Name the act by which the counter enters an application of a kind."""
    return f"{label}：{_MONEY[kind]}"


def with_contract(*, label: str) -> str:
    """Ask for the contract that a new application is made on."""
    return f"请发“{label}”加合同编号，或者打开合同再点。"


def on_paper(*, label: str, paper: str, signer: str, taken: tuple[str, ...]) -> str:
    """Name the paper that stands for the declaration, and what was handed in with it."""
    together = f"；同时收到：{'、'.join(taken)}" if taken else ""
    kind = f"纸质，{label}" if label else "纸质"
    return f"承诺（{kind}）：{paper}，{signer}{together}。"


def papers_how(*, count: int) -> str:
    """Say how the items are named that were handed in."""
    return f"没有看懂收到了哪几项。请回复“全部”，或者写1到{count}之间的序号，例如“1、2”。"


def no_such_binding(*, number: str) -> str:
    """Say that the firm has no such binding."""
    return f"这家企业没有编号为“{number}”的绑定，请填列出的编号。"


def bound_list(*, rows: tuple[tuple[int, str, datetime], ...]) -> str:
    """Name a firm's bindings without saying who they are."""
    lines = [f"绑定 {number}：{CHANNELS[channel]}，{moment(at)}绑定" for number, channel, at in rows]
    return "\n".join(("现在的绑定：", *lines))


ENTER_PAGES = "登录"
"""What a member sends from their own account for a link into the console."""

TODO_MORE, TODO_NEWEST = "后面的待办", "最新的待办"


def todo_page(*, page: int) -> str:
    """What going on to a page of the list types."""
    return f"{TODO} 第{page}页"


def todo_head(*, name: str, count: int, before: int, total: int) -> str:
    """Head a page of a member's list, the oldest first; `before` stand on the pages before, of `total`."""
    if count == total:
        return f"{name}，等您办理的有 {count} 件："
    rest = f"后面还有，点“{TODO_MORE}”接着看" if before + count < total else "到这里全部列完"
    return f"{name}，等您办理的共 {total} 件，从最早的排起，这里是第 {before + 1} 至 {before + count} 件，{rest}："


def todo_elsewhere(*, count: int, is_all: bool) -> str:
    """Count what waits for a member and has no card at the desk, such as complaints and intentions."""
    return f"{'等您办理的有' if is_all else '另有'} {count} 件，在工作台网页的“待办”里办。"


def on_page(*, page: str) -> str:
    """Say where something is that has no card at the desk."""
    return f"“{page}”在工作台网页的“{page}”里看，这里不列。"


def page_not_theirs(*, page: str) -> str:
    """Say that a page of the console is not for the member's roles."""
    return f"“{page}”在工作台网页上，您的角色没有这一页。"


def todo_line(*, number: str, state: str, kind: str, firm: str, is_stuck: bool) -> str:
    """Give a waiting application on its button."""
    nobody = "，目前没有人可以办理下一步" if is_stuck else ""
    return f"{number} {state}（{firm}，{casework.KINDS[kind]}{nobody}）"


def todo_contract(*, number: str, what: str) -> str:
    """Give a waiting contract on its button."""
    return f"合同 {number}：{what}"


def todo_case(*, place: int, kind: str, state: str) -> str:
    """Give a waiting case of money taken back on its button."""
    return f"案件 {place} {casework.CASE_KINDS[kind]}：{casework.CASE_STATES[state]}"


def contract_button(*, number: str, firm: str) -> str:
    """Give a contract on its button."""
    return f"{number}（{firm}）"


def unknown_number(*, words: str) -> str:
    """Say that nothing has this number."""
    return f"没有找到“{words}”。请核对申请编号（AZ-年份-六位数字）、合同编号或者案件编号。"


def which_one(*, label: str) -> str:
    """Ask which case an act is meant for."""
    return f"要对哪一件办“{label}”？请选，或者发“{label}”加编号。"


def which_list(*, label: str) -> str:
    """Ask which of the office's lists an act is meant for."""
    return f"“{label}”是对哪一张清单？请选。"


def none_for(*, label: str) -> str:
    """Say that nothing waits for an act."""
    return f"现在没有可以办“{label}”的。也可以发“{label}”加编号。"


def not_for_roles(*, label: str, roles: frozenset[Role], theirs: frozenset[Role]) -> str:
    """Say whose act it is."""
    return f"“{label}”由{role_words(roles=roles)}办理，您的角色是{role_words(roles=theirs)}，不能办这一步。"


def wrong_subject(*, label: str, subject: str) -> str:
    """Say that an act is about something else."""
    what = {
        "application": "拨付申请",
        "contract": "合同",
        "case": "追回或者收回的案件",
        "list": "办公室公布的清单",
        "item": "清单里的一项",
        "thread": "咨询",
    }[subject]
    return f"“{label}”要对{what}办理，请发“{label}”加它的编号。"


def form_title(*, label: str, number: str) -> str:
    """Head the summary of an act."""
    return f"将登记“{label}”（{number}）" if number else f"将办理“{label}”"


def done(*, label: str, number: str, state: str) -> str:
    """Say that an act stands, and where the case stands now."""
    return f"已办：{label}（{number}），现在是“{state}”。"


def state_label(*, subject: str, state: str) -> str:
    """Name the state of an application, a contract or a case."""
    if subject == "application":
        return casework.STATES[state][0]
    return casework.CONTRACT_STATES[state] if subject == "contract" else casework.CASE_STATES[state]


def moved_on(*, number: str, state: str, how: str) -> str:
    """Say that what was shown is over; `how` says whose act that was."""
    return f"{number} {how}，现在是“{state}”。请看最新情况再办："


def has_news(*, number: str, state: str) -> str:
    """Say that something was recorded since the card was shown, and that the act is still possible."""
    return f"{number} 有新的记录，现在是“{state}”。请看最新情况，要办就再发一次："


def basis(*, label: str) -> str:
    """Name what an act stands on."""
    return f"依据：{label}"


def condition_reminder(*, condition: str, evidence: str, at: datetime | None) -> str:
    """Say under which condition the meeting agreed, and how it was recorded as met."""
    met = f"\n已登记落实（{moment(at)}）：{evidence}" if at is not None else ""
    return f"会议原则同意，附有条件：{condition}{met}"


def reduced_reminder(*, document: str, cap: int, paid: int) -> str:
    """Say to what a decision reduced the support of the contract, and how much of it is paid."""
    return f"处理决定（{document}）把这份合同的支持资金减少为{yuan(cap)}，已拨付（减去退回）{yuan(paid)}。"


def rest_reminder(*, rest: int, why: str) -> str:
    """Say what is never paid once this is archived, and that the contractor is told."""
    return f"还有{yuan(rest)}没有拨付。{why}归档以后不再拨付，会告知申请人。"


def acts_of(*, labels: tuple[str, ...]) -> str:
    """List what a member may do to cases."""
    return f"您能办的：{'、'.join(labels)}。" if labels else "您的角色不办业务，只能查看。"


def help_text(*, name: str, roles: frozenset[Role], acts: str) -> str:
    """Tell a member how the desk works."""
    return (
        f"{name}（{role_words(roles=roles)}）的工作台：\n"
        "待办：等您办理的，最早的在前；查 加编号：看一件申请、合同（“合同 编号”）或者案件；\n"
        "清单：办公室公布的材料清单（办公室在那里维护）；逾期合同：完工日期已过的；\n"
        f"发绑定码 加合同编号（{OFFICE}、{BUREAU}）。\n"
        "日历、意见、收件箱等页面在工作台网页上看。\n"
        f"{acts}\n"
        "办一件事：点按钮，或者发名称加编号，例如“受理 AZ-2026-123456”。填写时可以上一步、修改 2、取消。\n"
        "也可以直接问办法，我按原文回答。"
    )


def bind_code(*, code: str, contract: str, firm: str, until: datetime) -> str:
    """Show a bind code, once."""
    return (
        f"绑定码：{code}\n给 {firm}（合同 {contract}），{moment(until)}前有效，只能用一次，只显示这一次。"
        "请当面或者电话交给企业经办人，不要发到群里。"
    )


def look_label(*, number: str) -> str:
    """Lead to the card of an application: typing it does the same."""
    return f"查看 {number}"


def contract_label(*, number: str) -> str:
    """Name a contract's card: on its button, and as what pressing it types."""
    return f"合同 {number}"


def list_name(*, kind: Kind, code: str = "") -> str:
    """Name one of the office's lists, or an item of it by its code: shown on buttons, and typed by them."""
    name = _MONEY[kind]
    return f"{name}清单 {code}" if code else f"{name}清单"


def item_title(*, kind: Kind, label: str) -> str:
    """Name an item of a list by what it asks for."""
    return f"“{label}”（{_MONEY[kind]}清单）"


def item_button(*, number: int, label: str) -> str:
    """Give an item of a list on its button."""
    return f"第{number}项 {label}"


def look(*, name: str) -> str:
    """What looking at a case types."""
    return f"查 {name}"


def opinions(*, numbers: tuple[str, ...]) -> str:
    """Name applications that the bureau may still give its opinion on; nothing waits for it."""
    return f"可以登记业务审核意见（不是必办）：{'、'.join(numbers)}。"


def past_due(*, number: str, due_on: date) -> str:
    """Give a contract whose day of completion has passed."""
    return f"{number}（完工日期 {day(due_on)}）"
