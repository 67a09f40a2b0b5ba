"""What the operator reads at start-up and from the commands."""


def unknown_setting(*, name: str, nearest: str) -> str:
    """Say that a variable is not known, and which one was probably meant."""
    hint = f"是不是想写 {nearest}？" if nearest else ""
    return f"{name}：没有这个设置。{hint}请改名或者删掉它，设置一览见 README。"


def bad_setting(*, name: str, missing: bool, reason: str) -> str:
    """Name a variable that is missing or wrong, and what to do."""
    if missing:
        return f"{name}：没有设置。请设置它；不用这个渠道时，请把同一组的其他变量也删掉。"
    return f"{name}：值不能用（{reason}）。请改正后重新启动。"


START_FAILED = "不能启动，请先改正下面的设置："
