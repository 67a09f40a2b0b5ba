"""How papers are named one by one, each with its reason."""

from __future__ import annotations

NOT_THERE = "还没有收到"
NOT_ASKED = "清单没有这一项"


def listed(*, papers: tuple[tuple[str, str], ...]) -> str:
    """The papers that can be named by their places, and how each stands."""
    lines = (f"第{place}项 {label}（{hint}）" for place, (label, hint) in enumerate(papers, start=1))
    return "\n".join(("清单和已交的材料可以写“第2项 没有盖章”：", *lines))


def named(*, label: str, reason: str) -> str:
    """One paper with what is wrong."""
    return f"{label}：{reason}"


def no_reason(*, labels: tuple[str, ...]) -> str:
    """Ask for the reasons of papers that were ticked."""
    return f"请写出这几项要补正什么：{'、'.join(labels)}。"


def handed_in(*, files: tuple[str, ...]) -> str:
    """What stands under an item of the list."""
    return f"已交 {'、'.join(files)}"


ON_PAPER = "柜台收到纸质材料"
REQUIRED = "必交，还没有收到，会一并告知"
OPTIONAL = "没有可不交，没有收到"
