"""Names with signs that are not seen, or that turn the reading around, are refused wherever they are stored."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from handlers.filekinds import FileKind
from handlers.materials.names import plain_name
from handlers.texts import contracts as texts
from handlers.values.contract_terms import contract_faults
from handlers.values.names import deceives, without_deceit
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


def test_ordinary_names_are_taken() -> None:
    assert not any(map(deceives, ("安泽县演示连翘加工有限公司", "冷库（一期）·Ⅱ", "𠮷野家 2026")))
