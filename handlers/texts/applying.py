"""The application for disbursement: what it asks, and what is said around it."""

from __future__ import annotations

from handlers.texts.bodies import BUREAU, OFFICE
from handlers.texts.office import SOURCE

BEGIN_WORDS = "我要申请"
TITLE = "拨付申请"
APPLY = "我要申请"
ANEW = "重新申请"
GO_ON = "继续填写"
MEND = "补正"
BIND = "绑定"
INTENTION = "意向登记"
STATUS_LABEL = "查进度"
UPLOAD_LINK = "上传链接"
NEXT_ITEM, SKIP = "下一项", "跳过"

BEGIN_LABEL = "我要申请"

CONTRACT = "项目建设合同"
CONTRACT_ASK = "这笔申请属于哪份合同？"
KIND = "资金种类"
KIND_ASK = "申请哪一种资金？"
AMOUNT = "申请金额"
AMOUNT_ASK = "申请多少钱？请写一个准确的数。"
PURPOSE = "用途说明"
PURPOSE_ASK = "这笔钱用在哪里？请用“用于……”写一两句话（5 到 500 字）。"
PURPOSE_EXAMPLE = "用于支付仓储冷库一期土建工程进度款"
CONTACT = "联系人"
CONTACT_ASK = "办理这笔申请的联系人叫什么？"
PHONE = "联系电话"
PHONE_ASK = "联系人的电话是多少？手机或者带区号的座机都行。"
MATERIALS = "材料"
MATERIALS_UNLISTED = (
    "办法没有列明材料，办公室也还没有公布清单。"
    "可以直接发来您认为能说明情况的图片或文件；发完或者没有，回复“下一项”。"
)
OTHERS = "其他材料"
OTHERS_ASK = "清单以外还有要交的，请直接发来；没有就回复“下一项”。"


SEND = "请直接发图片或文件（可以一次一个，连发几个）；发完回复“下一项”。"
SEND_PHOTOS = "请直接拍照发来；PDF 等文件在微信里发不过来，请回复“上传链接”用网页上传。发完回复“下一项”。"
SEND_BY_LINK = "这个渠道不能直接收文件，请回复“上传链接”用网页上传；传完回复“下一项”。"
SEND_NOWHERE = "这个渠道不能直接收文件，请换微信或者网页来交材料；已填的内容可以先回复“稍后再填”保存。"
SKIP_FILES = "这一项不是必交，没有就回复“跳过”。"
NO_FILES = "（没有）"
NO_LINK = "网页上传还没有开通，请直接在这里发图片或文件；发不了的，请联系办公室。"
TAKE_OUT_HOW = "要删除发来的文件，先回复“修改材料”，到那一项再回复“删除”加序号。"
NO_SUCH_FILE = "没有这个序号的文件，请看看下面列出的序号。"

NOT_BOUND = "在这里提交申请，要先把您的账号绑定到承办企业：回复“绑定”，按提示输入绑定码。"
WHO_APPLIES = "按办法，申请拨付的是承办企业："
NOT_A_CONTRACTOR = "不是承办企业、想了解奖励或者减免房租等支持的：办法没有写明申请办法，可以做意向登记。"
STAFF_ACCOUNT = "您的账号是工作人员账号，不能提交申请。"
NO_CONTRACT = f"【系统校验】贵单位现在没有在履行的项目建设合同，不能提交申请。请联系{BUREAU}或者{OFFICE}核对合同。"
BEGUN = "开始填写拨付申请，一次只问一项，随时可以停下来，以后接着填。"
OTHER_FIRM = "这份申请是另一家单位的，您现在不能接着填。回复“我要申请”可以另填一份。"
UNBOUND_NOW = "您已经不是绑定的承办企业经办人，不能接着填。需要时请重新绑定。"
REFUSED = "没有提交成功，原因如下，已填的都还在："
ASK_DECLARE = "最后一步，请看清下面的承诺。"
RESUBMITTED = "已补正并重新提交。"
SUBMITTED = "已提交。"
NOTHING_TO_RESUBMIT = "贵单位现在没有退回补正的申请。"
WHICH_TO_RESUBMIT = "有几份申请退回补正，请选一份："
RESUBMIT_HOW = "原来填的都在下面。要改哪一项，回复“修改”加序号；要补材料，回复“修改材料”；都好了就确认。"
RESUBMIT_CHANGED = "这份申请现在不是待补正的状态，不能再补正。回复“我的申请”看看到哪一步了。"
OFFICE_CHECKLIST = f"{SOURCE}清单由办公室公布。"


def resubmission_title(*, number: str, kind: str) -> str:
    """Head the summary of a returned application."""
    return f"补正申请 {number}（{kind}）"


def missing_told(*, told: str) -> str:
    """Say what the office wants to be mended."""
    return f"办公室的告知：\n{told}"


def contract_label(*, project: str, number: str) -> str:
    """A contract as a choice."""
    return f"{project}（合同编号 {number}）"


def item_ask(*, label: str, hint: str) -> str:
    """Ask for one item of the office's list."""
    return f"请交：{label}。" + (f"{hint}" if hint else "")


def files_so_far(*, names: tuple[str, ...]) -> str:
    """List what was handed in under the item, with numbers to take out."""
    lines = "\n".join(f"  {place}. {name}" for place, name in enumerate(names, start=1))
    return f"已收到：\n{lines}\n（发错了的，回复“删除”加序号）"


def files_shown(*, names: tuple[str, ...]) -> str:
    """One item's files in the summary."""
    return f"{len(names)} 个文件：{'、'.join(names)}" if names else NO_FILES


def required_missing(*, label: str) -> str:
    """Say that a required item has no file yet."""
    return f"{SOURCE}办公室的清单要求交“{label}”，还没有收到，请先发来；现在没有的话，回复“稍后再填”。"


def taken_out(*, name: str) -> str:
    """Say that a file was taken out."""
    return f"已删除“{name}”。"


def declaration(*, label: str, quoted: str) -> str:
    """The contractor's declaration; `quoted` is verbatim from the passage."""
    return f"本单位承诺：已阅知{label}“{quoted}”，所交材料属实。"


DECLARED = "确认属实"
DECLARE = f"回复“{DECLARED}”。"
PLAIN_DECLARATION = "本单位承诺：所交材料属实。"
"""Where the document has no clause on it."""


def only_contract(*, label: str) -> str:
    """Say which contract it is about, where there is but one."""
    return f"这份申请属于贵单位的合同：{label}。"


def draft_there(*, about: str, changed: str) -> str:
    """Say that there is a draft to go on with."""
    return f"贵单位有一份没有填完的拨付申请{about}，最后改动 {changed}。要接着填，还是另填一份？"


def number_is(*, number: str) -> str:
    """Give the number of what was sent."""
    return f"申请编号：{number}。查进度、催办时用它。"


def what_next(*, unit: str, following: str, source: str) -> str:
    """Say who holds it now and what comes next, from where."""
    return f"现在由{unit}办理。接下来：{following}【{source}】"
