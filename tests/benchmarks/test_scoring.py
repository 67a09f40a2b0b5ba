"""The rules by which answers are judged, one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from benchmarks.scoring import LONGEST, BadQuestionFileError, Question, judge, read_questions
from policy_kb.models import Answer, AnswerKind, Citation, Offer, OfferKind, Part, Quotation, Sentence

FLOWS = ["status", "apply", "complaint", "human", "smalltalk"]


def asked(kind: str = "rules", **fields: object) -> Question:
    return Question.model_validate({"id": "q", "q": "问", "kind": kind, "articles": ["9"], **fields})


def quoted(unit: str, text: str = "原文") -> Quotation:
    return Quotation(text=text, start=0, end=len(text), citation=Citation(unit=unit, label=unit))


def said(kind: str, *parts: Part, cites: tuple[str, ...] | None = None) -> Answer:
    units = [part.citation.unit for part in parts if isinstance(part, Quotation)] if cites is None else cites
    citations = tuple(Citation(unit=unit, label=unit) for unit in units)
    return Answer(kind=AnswerKind(kind), parts=parts, citations=citations)


# ── what the measure answers ──


def test_right_with_every_span_and_a_right_first_citation() -> None:
    assert judge(asked(must=["原文"]), said("rules", quoted("9"))).right


def test_the_four_kinds_are_not_told_apart() -> None:
    assert judge(asked("steps"), said("materials", quoted("9"))).right


def test_whitespace_between_the_words_of_a_span_does_not_count() -> None:
    assert judge(asked(must=["乡村e镇"]), said("rules", quoted("9", "乡村 e\n镇"))).right


def test_punctuation_in_a_span_counts() -> None:
    assert judge(asked(must=["甲、乙"]), said("rules", quoted("9", "甲，乙"))).why == "missing ['甲、乙']"


def test_one_missing_span_is_a_fault() -> None:
    assert not judge(asked(must=["原文", "别的"]), said("rules", quoted("9"))).right


def test_also_ok_may_be_cited_first() -> None:
    assert judge(asked(also_ok=["18"]), said("rules", quoted("18"))).right


def test_a_right_citation_in_second_place_is_a_fault() -> None:
    verdict = judge(asked(), said("rules", quoted("12"), quoted("9")))
    assert (verdict.right, verdict.first, verdict.why) == (False, False, "cites 12")


def test_article_7_does_not_stand_for_its_items() -> None:
    assert not judge(asked(articles=["7.2"]), said("categories", quoted("7"))).right


def test_an_answer_that_cites_nothing_is_a_fault() -> None:
    assert judge(asked(), said("rules", Sentence(text="是"))).why == "cites none"


def test_the_first_citation_is_right_even_where_a_span_is_missing() -> None:
    verdict = judge(asked(must=["别的"]), said("rules", quoted("9")))
    assert (verdict.right, verdict.first) == (False, True)


@pytest.mark.parametrize(("length", "right"), [(LONGEST, True), (LONGEST + 1, False)])
def test_more_than_600_characters_bury_the_reader(length: int, right: bool) -> None:  # noqa: FBT001
    answer = said("rules", quoted("9", "字" * (length - 2)))  # the quotation marks are read too
    assert judge(asked(), answer).right is right


def test_citations_and_offers_do_not_count_towards_the_length() -> None:
    offer = Offer(label="项" * 50, kind=OfferKind.UNIT, value="9")
    answer = replace(said("rules", quoted("9", "字" * (LONGEST - 2))), offers=(offer,) * 5)
    assert judge(asked(), answer).right


def test_the_whole_list_may_be_long() -> None:
    answer = said("categories", quoted("7", "字" * 900))
    assert judge(asked("categories", articles=["7"]), answer).right


@pytest.mark.parametrize("kind", ["unstated", "oos"])
def test_a_denied_question_counts_as_refused(kind: str) -> None:
    verdict = judge(asked(), said(kind, cites=("9",)))
    assert (verdict.right, verdict.refused) == (False, True)


# ── asking back ──


@pytest.mark.parametrize(
    ("choices", "among"),
    [
        (("9",), True),
        (("12", "13", "9"), True),
        (("12", "13"), False),
        (("12", "13", "14", "9"), False),
        ((), False),
    ],
)
def test_a_question_back_is_not_right_but_counted_where_one_of_three_choices_is(
    choices: tuple[str, ...],
    among: bool,  # noqa: FBT001
) -> None:
    verdict = judge(asked(), said("clarify", cites=choices))
    assert (verdict.right, verdict.first, verdict.asked, verdict.among) == (False, False, True, among)


def test_asking_back_where_the_measure_says_nothing_offers_no_right_choice() -> None:
    assert not judge(asked("unstated"), said("clarify", cites=("9",))).among


# ── what is not stated, what is out of scope, flows ──


def test_not_stated_is_right_with_the_nearest_article() -> None:
    assert judge(asked("unstated"), said("unstated", Sentence(text="没有规定。"), quoted("9"))).right


def test_not_stated_with_another_article_is_a_fault() -> None:
    assert judge(asked("unstated"), said("unstated", quoted("12"))).why == "cites 12"


@pytest.mark.parametrize("invented", ["电话0357-1234567", "奖励五十万元", "三十天内办完", "补百分之二十即20%"])
def test_a_figure_outside_quotations_is_an_invention(invented: str) -> None:
    verdict = judge(asked("unstated"), said("unstated", Sentence(text=invented), quoted("9")))
    assert verdict.why.startswith("invents")


def test_a_figure_that_the_quotation_holds_is_none() -> None:
    answer = said("unstated", Sentence(text="只说三十天内。"), quoted("9", "三十天内"))
    assert judge(asked("unstated"), answer).right


def test_an_articles_own_number_is_no_figure() -> None:
    assert judge(asked("unstated"), said("unstated", Sentence(text="见第十二条。"), quoted("9"))).right


def test_a_stated_answer_to_what_is_not_stated_is_a_fault() -> None:
    assert judge(asked("unstated"), said("rules", quoted("9"))).why == "kind rules"


def test_out_of_scope_cites_no_article() -> None:
    assert judge(asked("oos", articles=[]), said("oos", Sentence(text="不归这里管。"))).right
    assert judge(asked("oos", articles=[]), said("oos", quoted("9"))).why == "cites an article"


@pytest.mark.parametrize("flow", FLOWS)
def test_a_flow_is_right_by_its_kind_alone(flow: str) -> None:
    assert judge(asked(flow, articles=[]), said(flow, quoted("16"))).right
    assert judge(asked(flow, articles=[]), said("oos")).why == "kind oos"


# ── question files ──


def test_only_the_question_and_its_kind_must_be_given(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('\n{"q": "好", "kind": "smalltalk", "author": "c1"}\n', "utf-8")
    [question] = read_questions(file)
    assert (question.id, question.noise, question.articles) == ("2", "clean", ())


@pytest.mark.parametrize("line", ["no json", '{"q": "好"}', '{"q": "好", "kind": "poem"}', "[1]"])
def test_a_line_that_is_no_question_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"q": "好", "kind": "human"}\n' + line, "utf-8")
    with pytest.raises(BadQuestionFileError, match=r"questions\.jsonl, line 2: "):
        read_questions(file)
