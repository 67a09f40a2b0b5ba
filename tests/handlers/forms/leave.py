"""A small form to test the engine with: a text, a choice, a sum, a note that may be skipped, a file."""

from __future__ import annotations

from handlers.form_state import Filling
from handlers.forms.spec import Choice, Form, Step
from handlers.values.amounts import read_amount
from handlers.values.readers import text_reader
from handlers.values.reading import Stored, Value, invalid
from policy_kb.models import Model, Part, Sentence

NEEDED = (Sentence(text="先发文件"),)


class Request(Model):
    """What the form collects."""

    purpose: str
    kind: str
    amount: int
    note: str | None


def form(*, files: int = 0, declared: bool = True) -> Form:
    """The form, with so many files handed in."""
    missing: tuple[Part, ...] = () if files else NEEDED
    steps = (
        Step("purpose", "用途", "做什么用？", read=text_reader("用途", least=5), free=True, resets=("amount",)),
        Step(
            "kind",
            "类别",
            "哪一类？",
            choices=(Choice("a", "甲类"), Choice("b", "乙类", ("第二类",))),
            check=lambda stored: (Sentence(text="乙类停办"),) if stored == "b" else (),
        ),
        Step("amount", "金额", "多少钱？", example="50万元", read=read_amount, words=("钱数",)),
        Step(
            "note", "备注", "还有吗？", read=lambda words: Value(words) if words else invalid("空"), optional=True
        ),
        Step("paper", "附件", "请发附件。", files=True, enough=lambda: missing, show=lambda _: f"{files} 个"),
    )
    declaration = (Sentence(text="本人承诺"),) if declared else ()
    return Form("leave", 1, "申请", Request, steps, declaration=declaration, confirm_by="确认属实")


def filled(**changes: str | int | bool | None) -> Filling:
    """Every step answered."""
    answers: dict[str, Stored] = {
        "purpose": "建设冷库两座",
        "kind": "a",
        "amount": 5_000_000,
        "note": None,
        "paper": True,
    }
    return Filling(answers={**answers, **changes})
