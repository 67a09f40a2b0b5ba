"""Names with signs that are not seen, or that turn the reading around, are refused wherever they are stored."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from handlers.filekinds import FileKind
from handlers.materials.names import plain_name
from handlers.texts import contracts as texts
from handlers.values.contract_terms import contract_faults
from handlers.values.names import deceives, lines_without_deceit, without_deceit
from handlers.values.readers import read_called, read_name, text_reader
from handlers.values.reading import Doubtful, Value
from tests.handlers.contracts.contracts import contract_terms

_UNSEEN = st.sampled_from("\x00\x07\x1b\x7f\x85\u061c\u200b\u200e\u202e\u2028\u2066\u2069\ufeff\U000e0041")
_FIELDS = st.sampled_from(("firm_name", "project", "procurement", "payee_bank"))


@given(_UNSEEN, _FIELDS)
def test_a_contracts_names_hold_no_unseen_sign(sign: str, field: str) -> None:
    terms = contract_terms()
    new = terms.model_copy(update={field: f"安泽{sign}{getattr(terms, field)}"})
    assert contract_faults(new, date(2026, 11, 24))[field] == texts.UNSEEN


@given(st.text(max_size=40), _UNSEEN, st.text(max_size=40))
def test_no_unseen_sign_is_left_in_any_name(before: str, sign: str, after: str) -> None:
    name = f"{before}{sign}{after}"
    assert deceives(name)
    assert not deceives(without_deceit(name))
    assert not deceives(plain_name(name, FileKind.PDF))


@given(st.text(max_size=20), _UNSEEN, st.text(max_size=20))
def test_no_reader_of_a_form_keeps_an_unseen_sign(before: str, sign: str, after: str) -> None:
    for read in (text_reader("用途"), read_name, read_called):
        for said in (f"{before}{sign}{after}", f"张{sign}明", f"联系人 张{sign}明", f"张{sign}先生"):
            found = read(said)
            assert not isinstance(found, Value | Doubtful) or not deceives(str(found.stored))


@given(_UNSEEN)
def test_words_of_a_member_keep_their_lines_and_no_unseen_sign(sign: str) -> None:
    said = lines_without_deceit(f"缺少{sign}合同。\n请补齐。")
    assert said.replace("\n", "") == "缺少合同。请补齐。"
    assert not any(map(deceives, said.split("\n")))


def test_ordinary_names_are_taken() -> None:
    assert not any(map(deceives, ("安泽县演示连翘加工有限公司", "冷库（一期）·Ⅱ", "𠮷野家 2026")))
