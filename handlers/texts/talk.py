"""Greeting, help, privacy notice and small talk."""

from __future__ import annotations

from handlers.office import Office

SELF = "我是自动应答助手，不是工作人员。"

HELP_LABEL = "帮助"
HUMAN_LABEL = "人工/电话/地址"
"""Every menu ends with this, under the number 0."""

PICK = "回复数字查看："


EMERGENCY = "如有人身危险，请立即拨打110或120。"

NO_SENSITIVE_NUMBERS = "请不要发送身份证号、银行卡号。"

PRIVACY_HINT = "发送“隐私说明”可查看个人信息怎样处理。"


def greeting(*, office: Office, about: str) -> str:
    """Say who speaks and what can be asked: the first words after a subscription."""
    return f"您好！这里是{office.name}的政策咨询助手。{SELF}\n{about}"


def privacy_line(*, office: Office) -> str:
    """Give the short notice of first contact: who processes, how to reach them, for what, how long."""
    contact = f"电话{office.phone}" if office.phone else "联系方式回复 0 查看"
    return (
        f"您发来的内容由{office.name}（{contact}）为答复咨询、办理您提出的事项而处理；"
        f"对话的上下文在最后一次对话后满{office.talk_days}天删除，说到举报的话不保存，意见、投诉您提交了才保存。"
        f"{NO_SENSITIVE_NUMBERS}{PRIVACY_HINT}"
    )


def first_contact(*, office: Office) -> str:
    """Say, once, to people who write before they were greeted what everybody must be told."""
    return f"{SELF}{privacy_line(office=office)}"


def privacy_notice(*, office: Office, archive: str) -> str:
    """Tell who processes what, for what, how long, and whom to ask (隐私说明).

    `archive` is the label of the article on the archive.
    """
    contact = office.phone or "见“人工/电话/地址”"
    return (
        f"隐私说明（办公室设置，办法未规定）\n"
        f"处理者：{office.name}。联系方式：{contact}。\n"
        "处理什么：您在本渠道的账号标识和您发来的内容；承办企业绑定、申请拨付时，还有单位、联系人、电话和材料；意向登记时，还有您留下的称呼和电话；留下意见、投诉时，还有您写的话；请工作人员答复时，还有您在那段对话里说的话。\n"
        "做什么用：答复您的咨询，办理拨付申请、通知进展，登记意向，答复意见、投诉。\n"
        "谁能看到：办理您所提事项的工作人员，以及依法监督、审计的人员。本助手不把您的信息交给别的网站；"
        "公众号、Telegram 的消息要经过该平台的服务器。\n"
        f"保存多久：对话的上下文只用来接着回答您，最后一次对话后满{office.talk_days}天删除；为防止重复处理，已作的答复最多保存72小时；"
        f"请工作人员答复的，您和工作人员说的话加密保存，最后一条后满{office.talk_days}天删除；"
        f"网页上的对话最多留两小时；没有提交的草稿30天；意向登记{office.intention_days}天；意见、投诉办结后满两年删除，本人撤回的随即删除；等待送达的通知留到您看到；留给工作人员的联系电话留到您删除或者解除绑定；"
        f"已经提交的申请是档案资料{f'，按{archive}归档' if archive else ''}。"
        "绑定过承办企业的账号，解除绑定或者删除以后，仍留一个去标识的摘要（没有密钥还原不出账号），"
        "只用来核对申请不由提交人自己受理。\n"
        "您的权利：发送“查我的信息”“更正”“删除我的信息”“撤回同意”即可办理；"
        "在公众号取消关注、在 Telegram 停用机器人时，您的账号标识、对话和草稿随即删除。"
        "数据库自身的残留和备份里的内容，到下一次清理、轮换时才消失。\n"
        f"{NO_SENSITIVE_NUMBERS}"
    )


HELLO = f"您好！{SELF}"
"""What can be asked follows."""
THANKS = "不客气。还有想问的，直接发给我就行。"
GOODBYE = "好的，再见。需要时随时发消息给我。"
NO_GIFTS = "心意领了。本助手和工作人员不收任何财物。"
WHO = SELF
NOTHING_ASKED = "有想问的事，随时发给我。"
"""To what neither asks nor greets: 嗯, 随便, 不知道, 我替我爸问的."""


ASKING = (
    "也可以直接发条号（第几条、第几项）。答复下面有数字时，回复数字就能接着看；"
    "太长没显示完的，回复“更多”。回复 0 看人工、电话和地址。\n"
)

HELP = (
    f"{ASKING}承办企业：回复“我要申请”填拨付申请，“继续填写”接着填，“查进度”看到哪一步了。"
    "不是承办企业的：回复“意向登记”，登记想了解的事。提意见、投诉：回复“我要提意见”，“我的意见”看答复。"
)

HELP_WHERE_ONLY_ANSWERED = f"{ASKING}申请、进度、意见、举报不在这里办理，请到办公室的网页或者公众号办理。"

NOTHING_MORE = "没有更多内容了。您可以接着问别的问题。"


ONE_AT_A_TIME = "请一次回复一个数字，看完再选下一个。"


def no_such_number(*, count: int) -> str:
    """Say that a picked number is not in the last menu."""
    if count == 0:
        return "现在没有可选的数字菜单。请直接把问题发给我。"
    if count == 1:
        return "刚才的菜单只有一项，请回复 1，或者直接把问题发给我。"
    return f"刚才的菜单只有 1 到 {count}，请回复其中一个数字，或者直接把问题发给我。"


OLD_MENU = "这个选项属于前面的答复，菜单已经换了。请点最新一条答复下面的选项，或者直接把问题发给我。"

EMPTY = "没有收到文字。请把您的问题用文字发给我。"


CONFIRMING = "确认"


def say_plainly(*, command: str) -> str:
    """Ask again where a word may be a yes, or mean no more than that it was read."""
    return f"还没有办理。确定要办，请回复“{command}”；不办就不用回复。"


LEFT_AS_IT_WAS = "好的，没有办理，一切照旧。"

NOTHING_TO_CONFIRM = "现在没有等您确认的事。已经提交的申请，回复“查进度”可以看到；别的问题直接发给我。"
