"""Words of the page for reports, suggestions and codes. What its forms ask stands in their templates."""

from __future__ import annotations

from http import HTTPStatus

from handlers.filekinds import Problem, Trace
from handlers.texts.bodies import BUREAU, OFFICE
from handlers.texts.flows import COMPLAINT_FIRST

REPORT = "我要举报"
REPORT_HINT = "反映违纪违法问题。可以实名，也可以匿名；交出时立即加密，只有举报受理人员能打开。"
CLOSED_HINT = "本渠道现在收不了举报：举报窗口没有开通。请打12388，或者点开看办法写明的举报窗口在哪里。"
CODE = "用查询码查看"
CODE_HINT = "看举报、意见、投诉的办理情况和留言，补充情况。"

WINDOWS = "本渠道是办公室另设的便民入口。办法写明的窗口："

LEFT_OUT = (
    f"选了{OFFICE}、{BUREAU}的，不发给在那里的受理人员；"
    "选了举报受理人员的，只发给派驻纪检监察组等外部机关的受理人员。"
)

BROKEN = "这次提交没有收全，没有收下，也没有保存。请检查网络，再交一次。"
UNREAD = {
    HTTPStatus.SERVICE_UNAVAILABLE: "现在交文件的人多，这次没有收，也没有保存。您填写的内容还在；"
    "请先不选文件交出，文件以后凭查询码补充，或者过一分钟再选、再交。",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "文件合计超过20 MB，或者超过10个，这次没有收，也没有保存。"
    "请少选一些文件再交；其余的可以凭查询码补充。",
    HTTPStatus.REQUEST_TIMEOUT: "内容没有在5分钟内收全，没有收下，也没有保存。"
    "请换一个好一点的网络，或者少选一些文件再交。",
}
"""By why a form did not come whole; the words that came stand below."""

CLOSED_BEFORE = "本渠道的举报窗口现在没有开通，这里收不了举报。请用上面的电话，或者下面写明的窗口。"
CLOSED = "本渠道的举报窗口现在没有开通，这里收不了举报，您填写的内容没有保存。"
TOO_FEW = "按您选的反映对象，本渠道没有可以收这份举报的受理人员。请向纪检监察机关举报：12388。"
KEPT_HERE = "没有交出，也没有保存。您填写的内容都在下面，改好后再交。"
KEPT_NOWHERE = "没有交出，也没有保存。您填写的内容都在下面，改好后再交；选过的文件要重新选。"

NO_CONCERN = "请选择反映对象包括谁；都不包括的，请选“其他单位或者个人”。"
NO_NAMING = "请选择实名或者匿名。"
NO_NAME = "选了实名，请写姓名和联系方式；不想写的，请改选匿名。"
NO_WORDS = "请写反映的情况。"
NOTHING_ADDED = "请写补充的情况，或者选文件。"
TOO_LARGE = "文件合计超过20 MB（连原件一起交的，原件和副本合起来算）。请少选一些，其余的可以凭查询码补充。"
TOO_MUCH_TODAY = "今天从您所在的网络交来的文件太多，文件先收不了。请先不选文件交出，文件明天凭查询码补充。"
TOO_MANY = "文件超过10个。请少选一些，其余的可以凭查询码补充。"
STALE = "这一页打开太久了，还没有交出。请看一遍，再按一次“加密交出”。"
MOVED_ON = "受理人员刚刚有变动，还没有交出。请再按一次“加密交出”。"
TOO_FAST = "交得太快了，这次没有收。请过一分钟，再按一次“加密交出”。"
FAILED = (
    "服务出了问题，还不能确定有没有收到。您填写的内容都在下面，选过的文件请照样再选；"
    "再按一次“加密交出”，不会重复。"
)

NO_COPY = "这种文件去不掉信息，没有收。请改选“连原件一起交”，或者另存为PDF后再交，或者不交这个文件。"
_FILM = "录音、录像去不掉信息，没有收。请改选“连原件一起交”，或者不交这个文件。"
_KINDS = "可以交的是PDF、JPG、PNG、DOCX、XLSX、OFD、录音和录像"

PROBLEMS: dict[Problem, str] = {
    Problem.EMPTY: "这个文件是空的。请检查后重新选。",
    Problem.UNKNOWN: f"这种文件收不了。{_KINDS}。请另存为PDF后再交。",
    Problem.HEIC: "这是HEIC格式的照片。请转成JPG再交：苹果手机在“设置-相机-格式”里选“兼容性最佳”，或者截图。",
    Problem.OLD_OFFICE: "这是旧版的Office或WPS文件（doc、xls、wps）。请另存为PDF、DOCX或XLSX后再交。",
    Problem.ARCHIVE: "压缩包收不了。请解压后选里面的文件。",
    Problem.PROGRAM: "这是程序文件，不能收。",
    Problem.FILM: _FILM,
    Problem.DAMAGED: "这个文件打不开或者不完整。请先打开看一看，再重新选。",
    Problem.ENCRYPTED: "这个文件加了密码。请去掉密码后再交。",
    Problem.ACTIVE: "这个文件带有脚本、宏或自动执行的动作，会危害受理人员的电脑，不能收。请打印为PDF后再交。",
    Problem.CARRIES_FILES: "这个文件里面夹带了别的文件，不能收。请打印为PDF后再交，夹带的文件另外选。",
    Problem.BOMB: "这个文件展开后大得不正常，不能收。请打印为PDF后再交。",
    Problem.TOO_MANY_PIXELS: "这张图片的像素太多（超过1.2亿）。请缩小后再交，看得清就行。",
    Problem.NOT_AN_INVOICE: f"这种XML文件收不了。{_KINDS}。",
    Problem.TOO_SLOW: "这个文件太复杂或者页数太多，处理不完。请分开，或者拍成图片后再交。",
    Problem.BUSY: "现在同时处理的文件多。请过几分钟再交。",
    Problem.UNCHECKED: "现在处理不了文件。请先不选文件交出，文件以后可以凭查询码补充。",
}
"""Why a file was not taken; with it nothing was."""


def file_problem(*, name: str, problem: Problem) -> str:
    """Say which file kept the form from being taken, and what to do."""
    return f"“{name}”没有收：{PROBLEMS.get(problem, PROBLEMS[Problem.UNKNOWN])}"


def no_copy(*, name: str) -> str:
    """Say of which file no copy can be made."""
    return f"“{name}”没有收：{NO_COPY}"


TRACES: dict[Trace, str] = {
    Trace.PLACE: "拍摄地点",
    Trace.TIME: "拍摄或编辑的时间",
    Trace.DEVICE: "手机、相机或打印机的型号",
    Trace.AUTHOR: "作者、单位或最后编辑人",
    Trace.PROGRAM: "所用的软件",
    Trace.REMARKS: "其他附带说明",
}
UNSEEN = "录音、录像的原件里可能有设备、时间和地点，没有查看"


def found_in(*, traces: tuple[Trace, ...], has_original: bool, has_copy: bool) -> str:
    """Say what the original told of its making, and which of the two goes."""
    if not has_copy:
        return f"已交原件。{UNSEEN}。" if not traces else f"已交原件，里面有：{_listed(traces)}。"
    found = f"原件里有：{_listed(traces)}。" if traces else "没有在原件里发现拍摄、作者等信息。"
    if has_original:
        return f"{found}已按您的选择连原件一起交，另有一份去掉了这些信息的副本。"
    return f"{found}只交了去掉这些信息的副本，原件没有保存。"


def _listed(traces: tuple[Trace, ...]) -> str:
    return "、".join(TRACES[trace] for trace in traces)


LENGTH_SLIP = "查询码是20个数字，您填的不是20个。请核对后再查。"
CHECK_SLIP = "这个查询码里有数字不对。请核对后再查。"
CODE_FAILED = "服务出了问题，这次没有办完。请再按一次“查询”；补充过的内容请查到以后看一看，没有的再补充。"
NOT_FOUND = "没有找到这个查询码。请核对后再查。"
TRY_AGAIN = "现在查询的人多。您填的查询码还在，请过一分钟再按一次。"
ADDED = "补充的内容已加密，已交给收到这份举报的受理人员。"
ADDITION_NOT_TAKEN = f"补充的内容现在收不了，没有保存，还在下面，可以复制。{COMPLAINT_FIRST}"
