"""What the operator reads at start-up and from the commands."""


def unknown_setting(*, name: str, nearest: str) -> str:
    """Say that a variable is not known, and which one was probably meant."""
    return f"{name}：没有这个设置。是不是想写 {nearest}？请改名或者删掉它，设置一览见 README。"


def bad_setting(*, name: str, missing: bool, reason: str) -> str:
    """Name a variable that is missing or wrong, and what to do."""
    if missing:
        return f"{name}：没有设置。请设置它；不用这个渠道时，请把同一组的其他变量也删掉。"
    return f"{name}：值不能用（{reason}）。请改正后重新启动。"


DATABASE_FORM = (
    "应当写成 sqlite:///文件路径（绝对路径有四个斜杠，如 sqlite:////var/lib/ezhen/ezhen.sqlite3）"
    "或者 postgresql://用户:密码@主机:端口/库名，端口是数字，密码里的特殊符号写成 %XX"
)
NO_FOLDER = "没有这个文件夹"
A_FOLDER = "这是一个文件夹：请在后面加上文件名，如 audit.pem"
KEY_INSIDE = "密钥不能放在数据库或者材料的文件夹里，否则会跟着备份走：请另放一个文件夹，如 ./keys/audit.pem"
LIST_FORM = '应当写成用英文逗号分开的几项，或者 JSON 列表，如 ["127.0.0.1"]'
PROXY_FORM = "每一项应当是代理服务器的 IP 地址或者网段，如 127.0.0.1 或 10.0.0.0/8"
ORIGIN_FORM = "每一项应当写成 https://域名 或 https://域名:端口，只写协议和域名，末尾不带斜杠"
TOML_ENCODING = "不是 UTF-8 编码（可能是 GBK）：请用记事本“另存为”，编码选 UTF-8，再启动"


def bad_file(*, file: str, reason: str) -> str:
    """Name a settings file that cannot be read."""
    return f"{file}：{reason}。"


def toml_fault(*, place: str) -> str:
    """Say where a settings file is not TOML."""
    at = f"{place} " if place else ""
    return f"{at}写法不对：请检查引号、等号和方括号是否成对，文字要放在英文双引号里"


def line_of_file(*, number: str) -> str:
    """Name a line of a file."""
    return f"第 {number} 行"


def unreadable(*, why: str) -> str:
    """Say that a file cannot be opened by this account."""
    return f"打不开（{why}）：请检查文件的权限，运行本系统的账号要能读"


START_FAILED = "没有执行，请先改正下面的设置："
STOPPING = "正在停止：先答完手上的消息……"
UPGRADED = "数据库已是最新结构。"


STORE_FAILED = "数据库写不进去，已经停下。请看上面的日志，检查磁盘和数据库，再运行 doctor。"


def cannot_listen(*, name: str, value: str, reason: str) -> str:
    """Name the variable that keeps the server from listening."""
    return f"{name}：不能在 {value} 上监听（{reason}）。"


PORT_TAKEN = "端口已被占用：请停下占用它的程序（可能本系统已经在运行），或者换一个端口"
PORT_FORBIDDEN = "没有权限：1024 以下的端口请交给反向代理，这里换一个大的"
HOST_NOT_HERE = "这不是本机的地址，或者认不出来：只在本机用写 127.0.0.1，所有网卡写 0.0.0.0"


def console(*, url: str) -> str:
    """Name the console by its address."""
    return f"工作台 {url}/staff"


def serving(*, links: tuple[str, ...]) -> str:
    """Print where people reach the server."""
    return "\n".join(("服务已启动，在浏览器打开：", *(f"  {link}" for link in links), "按 Ctrl-C 停止。"))


OUTBOX_COLUMNS = ("编号", "渠道", "已试次数", "写入时间(UTC)", "原因")
OUTBOX_EMPTY = "没有这种状态的消息。"


def outbox_beside(*, label: str, state: str, count: int) -> str:
    """Say how many messages another list holds."""
    return f"另有{label} {count} 条：outbox list --state {state}。"


def replayed(*, count: int, asked: int) -> str:
    """Say how many messages will be sent again."""
    rest = "" if count == asked else f"另有 {asked - count} 个编号不能重发：不存在、已发出，或者内容已经清除。"
    return f"{count} 条消息已排队重发。{rest}"


WECHAT_OFF = "没有配置微信公众号：请先设置 EZHEN_WECHAT__APP_ID 等变量（一览见 README）。"
MENU_CREATED = "公众号菜单已发布。手机上重新进入公众号，五分钟左右可以看到。"
MENU_UNCHANGED = "公众号菜单没有变化，不用重新发布。"

_WECHAT_ADVICE = {
    40164: "请把本机公网 IP 加入公众平台“基本配置”的 IP 白名单，约五分钟后生效。",
    40013: "AppID 不对，请检查 EZHEN_WECHAT__APP_ID。",
    40125: "AppSecret 不对，请检查 EZHEN_WECHAT__APP_SECRET。",
    48001: "公众号没有这个接口的权限，需要完成认证。",
}


def folder_made(*, folder: str) -> str:
    """Say that a document answers now, and what its office fills in next."""
    return (
        f"已建好 {folder}，可以用 ask --kb {folder} 提问。填写其中的 guide.toml 以后，用 kb check {folder} 检查。"
    )


def wechat_failed(*, code: int, reaction: str) -> str:
    """Say what the platform answered and what to do."""
    advice = _WECHAT_ADVICE.get(code, "请检查网络和公众号设置，稍后再试。")
    number = f"（错误码 {code}）" if code else ""
    return f"微信接口没有成功：{reaction}{number}。{advice}"


SETTINGS = "设置"
KNOWLEDGE = "知识库"
DATABASE = "数据库"
OUTBOX = "待发消息"
FILES = "材料文件"
OFFICE = "办公室信息"
CONSOLE_ADVICE = (
    "别的机器能打开工作台，却没有用 https：密码会明文传送。请在前面放 https 反向代理，"
    "再写 EZHEN_STAFF__PUBLIC_URL=https://…。"
)
OFFICE_ADVICE = "还没有登记电话：请设置 EZHEN_OFFICE__PHONE、HOURS、ADDRESS，“人工/电话/地址”会显示它们。"
WECHAT = "微信公众号"


def outbox_advice(*, dead: int) -> str:
    """Say what to do with messages that could not be sent."""
    return f"有 {dead} 条消息没能发出：用 outbox list 查看，改正后用 outbox replay 重发。"


def files_unwritable(*, folder: str) -> str:
    """Say that no material can be kept."""
    return f"文件夹 {folder} 写不进去：请检查 EZHEN_FILES、权限和磁盘空间。"


def files_missing(*, count: int, folder: str, numbers: tuple[int, ...]) -> str:
    """Say which materials have lost their file."""
    named = "、".join(str(number) for number in numbers)
    return f"{count} 份材料的原文件不在 {folder} 里（材料序号 {named}）：请检查 EZHEN_FILES，或者从备份恢复。"


MODES = "文件权限"
DISK = "磁盘空间"
POWER = "断电不丢数据"
KEY = "审计密钥"
SERVICE = "系统服务的设置"


def files_changed(*, count: int, folder: str, numbers: tuple[int, ...]) -> str:
    """Say which materials are no more what was handed in."""
    named = "、".join(str(number) for number in numbers)
    return (
        f"抽查发现 {count} 份材料的原文件和收到时不一样（材料序号 {named}，在 {folder}）："
        "请先保留现场，运行 audit verify，再从备份恢复原文件，并查清是谁改的。"
    )


def open_to_others(*, places: tuple[tuple[str, str], ...]) -> str:
    """Name what other accounts of the machine may open, and the command that mends it."""
    lines = [f"chmod {mode} {place}" for place, mode in places]
    return "\n".join(("本机的其他账号也能打开下面的文件或文件夹，请用它们的所有者账号执行：", *lines))


def disk_full(*, places: tuple[tuple[str, int], ...]) -> str:
    """Say where the disk is nearly full; bytes."""
    named = "，".join(f"{place} 只剩 {free // 1024**2} MB" for place, free in places)
    return f"{named}：数据库和材料很快就写不进去。请清理或者扩大磁盘，至少留 2 GB。"


def forgets(*, settings: tuple[str, ...]) -> str:
    """Say which settings of PostgreSQL let a loss of power take what people were told is kept."""
    return (
        f"PostgreSQL 关闭了 {'、'.join(settings)}：断电时，已经答复的内容可能丢失。"
        "请在 postgresql.conf 里改成 on，再重新加载。"
    )


def service_differs(*, names: tuple[str, ...]) -> str:
    """Say that the service runs with other settings than commands typed by hand."""
    return (
        f"服务文件里写的 {'、'.join(names)} 和这里读到的不一样，"
        "手工命令和服务用的不是同一套设置（例如两个数据库）。"
        "请从服务文件（systemctl edit ezhen，或者 /etc/systemd/system/ezhen.service）里删掉，写进 config.toml，"
        "再执行 systemctl daemon-reload 和 systemctl restart ezhen。"
    )


def finding(*, subject: str, well: bool, advice: str) -> str:
    """One line of the doctor's report."""
    return f"[正常] {subject}" if well else f"[要处理] {subject}：{advice}"


MISS_COLUMNS = ("次数", "问题（已遮去个人信息）", "原因", "当时的归类", "条")
MISS_REASONS = {"unanswered": "没有答上", "unhelpful": "说没用"}
NO_MISSES = "没有记下答不上的问题。"
