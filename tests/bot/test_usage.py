"""Mistakes on the command line are said in Chinese, with the way to the help; nothing is done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.processes import environment, run_bot


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("nothing", "没有 nothing 这个命令。写法请看：bot.py --help"),
        (
            "staff add 甲 --role boss",
            "--role 的值不能是 boss，可以写：office、bureau、payer、supervisor、report_officer、",
        ),
        ("contracts show", "缺少 --number。写法请看：bot.py contracts show --help"),
        ("contracts show a b", "多了 b，不知道是什么。"),
        ("contracts list --x", "没有 --x 这个选项。"),
        ("audit verify --anchor a --anchor b", "--anchor 写了两次，只写一次。"),
    ],
)
def test_each_mistake_is_named_in_chinese(tmp_path: Path, typed: str, said: str) -> None:
    done = run_bot(*typed.split(), env=environment(tmp_path))
    assert done.returncode == 2
    assert done.stderr.startswith(said)
    assert not done.stdout
