"""Hold a lead to its passages: their words and plain connectives, no duty, permission or number of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_kb.expressions import lazy_compile

_ALLOWED = """
的 是 由 按 向 对 在 和 与 或 并 后 以 为 把 等 都 将 分 有 即 这 那 条
办法 写到 写的 写明 包括 如下 有关 部门 内容 原则 目的 根据 结果 时间 期限 两条 原文
要做到 这一方面 制定的 遵循的 归档的 以及 其中 进行 绩效评价 工作 申请 环节
"""
CONNECTIVES = frozenset(_ALLOWED.split())
"""Words that state nothing by themselves. Adding one is the office's decision."""

_FORBIDDEN = ("应当", "可以", "不得", "能够", "必须可", "一律")
_NUMBER = lazy_compile(r"[0-9]|[一二三四五六七八九十百千万两]+(?:个|元|天|日|年|月|分|次|成|倍|项|家|万|亿|%|％)")
_QUOTED = lazy_compile(r"“[^“”]*”")
_PIECE = lazy_compile(r"[^\s，。；：、（）()《》“”！？—…]+")
_SHORTEST = 2


def find_faults(lead: str, spans: Sequence[str]) -> Iterator[str]:
    """What the lead says beyond the spans."""
    source = "".join("".join(span.split()) for span in spans)
    outside = _QUOTED.sub(" ", lead)
    yield from (quoted for quoted in _QUOTED.findall(lead) if "".join(quoted[1:-1].split()) not in source)
    yield from (word for word in _FORBIDDEN if word in outside)
    yield from (match[0] for match in _NUMBER.finditer(outside) if match[0] not in source)
    yield from (piece for piece in _PIECE.findall("".join(outside.split())) if not _is_covered(piece, source))


def _is_covered(piece: str, source: str) -> bool:
    """Whether the piece can be cut into connectives and runs of two characters or more of the source."""
    reached = [True] + [False] * len(piece)
    for end in range(1, len(piece) + 1):
        reached[end] = any(reached[start] and _is_known(piece[start:end], source) for start in range(end))
    return reached[-1]


def _is_known(part: str, source: str) -> bool:
    return part in CONNECTIVES or (len(part) >= _SHORTEST and part in source)
