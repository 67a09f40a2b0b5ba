"""The form engine: one thing at a time; words that steer; nothing that is not a value becomes one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from handlers.form_state import Filling, Phase
from handlers.forms.choosing import read_choice
from handlers.forms.engine import begin, settled, take
from handlers.forms.prompting import prompt
from handlers.forms.spec import Choice, Move, Step, Taken, Talk
from handlers.texts import forms as texts
from handlers.values.reading import Likely, Value
from policy_kb.models import Sentence, text_of
from tests.handlers.forms.leave import NEEDED, filled, form


def at(field: str, **answers: str | int | bool | None) -> Filling:
    return Filling(answers=answers, asking=field)


def review() -> Filling:
    return settled(form(files=1), replace(filled(), phase=Phase.REVIEW))


def test_steps_are_asked_in_order_and_end_in_the_summary() -> None:
    filling, asked = begin(form(files=1)), []
    for words in ("建设冷库两座", "甲类", "五万", "跳过", "下一项"):
        asked.append(filling.asking)
        taken = take(form(files=1), filling, words)
        assert taken.move is Move.ASK
        filling = taken.filling
    assert asked == ["purpose", "kind", "amount", "note", "paper"]
    assert filling.phase is Phase.REVIEW
    assert filling.answers == filled().answers


@pytest.mark.parametrize("words", ["2", "２", "乙类", "第二类", "二类乙"])
def test_choices_are_picked_by_number_label_or_word_and_checked(words: str) -> None:
    taken = take(form(), at("kind", purpose="建设冷库两座"), words)
    if words == "二类乙":
        assert taken.move is Move.OTHER
    else:
        assert text_of(taken.said) == "乙类停办"
    assert not taken.filling.has("kind")


@pytest.mark.parametrize("words", ["一", "第一个", "选1", "1、", "我选第一个吧", "1.甲类", "就甲类吧", "甲类的"])
def test_a_choice_is_picked_as_people_say_it(words: str) -> None:
    assert take(form(), at("kind", purpose="建设冷库两座"), words).filling.answers["kind"] == "a"


KINDS = replace(
    form(),
    steps=(
        Step(
            "kind",
            "种类",
            "哪种？",
            choices=(Choice("p", "前期预付资金", ("预付款",)), Choice("m", "中期建设资金")),
        ),
    ),
)


@pytest.mark.parametrize(
    "words",
    [
        "前期预付三十万用于冷库",
        "预付款30万",
        "前其预付资金",
        "前",
        "期预付",
        "前期预付资金，50万",
        "2.前期预付资金",
    ],
)
@pytest.mark.parametrize("talk", [Talk.PLAIN, Talk.STRAY, Talk.LEADS])
def test_what_looks_like_one_choice_is_asked_back(words: str, talk: Talk) -> None:
    taken = take(KINDS, at("kind"), words, talk)
    assert (taken.move, taken.filling.answers, taken.filling.doubt) == (Move.ASK, {}, ("p",))
    assert "“前期预付资金”要作为种类" in text_of(prompt(KINDS, taken.filling).parts)
    assert take(KINDS, taken.filling, "1").filling.answers == {"kind": "p"}


@pytest.mark.parametrize("words", ["资金", "期", "5", "0", "007"])
def test_what_fits_no_single_choice_is_told_the_numbers(words: str) -> None:
    assert texts.no_such_choice(count=2) in text_of(take(KINDS, at("kind"), words).said)


@pytest.mark.parametrize(
    ("words", "talk"), [("预付比例", Talk.PLAIN), ("前期预付资金是什么", Talk.WONDERS), ("前期的吗", Talk.ASKS)]
)
def test_a_question_about_a_choice_does_not_pick_it(words: str, talk: Talk) -> None:
    assert take(KINDS, at("kind"), words, talk) == Taken(Move.OTHER, at("kind"))


@pytest.mark.parametrize("words", ["138-1234-5678", "2026年13月40日", "30万元", "不是", "对", "张明138123456"])
@pytest.mark.parametrize("talk", [Talk.PLAIN, Talk.LEADS])
def test_figures_and_bare_answers_are_never_left_to_the_measure(words: str, talk: Talk) -> None:
    taken = take(KINDS, at("kind"), words, talk)
    assert taken == Taken(Move.ASK, at("kind"), (Sentence(text=texts.no_choice(label="种类", count=2)),))


def test_a_number_beyond_the_choices_is_said_to_be_so() -> None:
    taken = take(form(), at("kind"), "7")
    assert text_of(taken.said) == texts.no_such_choice(count=2)


@pytest.mark.parametrize("talk", [Talk.CHAT, Talk.ASKS])
@pytest.mark.parametrize("words", ["你好啊你好啊", "材料要交什么呢", "今天天气真好啊"])
def test_chit_chat_and_questions_fill_no_step(words: str, talk: Talk) -> None:
    for field in ("purpose", "kind", "amount"):
        taken = take(form(), at(field), words, talk)
        assert taken.move is Move.OTHER
        assert not taken.filling.answers


@pytest.mark.parametrize("talk", [Talk.STRAY, Talk.LEADS])
def test_words_that_may_be_said_by_the_way_are_doubted_before_they_fill_a_free_step(talk: Talk) -> None:
    doubted = take(form(), at("purpose"), "今天天气真好", talk).filling
    assert not doubted.answers
    assert "今天天气真好" in text_of(prompt(form(), doubted).parts)
    assert take(form(), doubted, "1").filling.answers == {"purpose": "今天天气真好"}
    refused = take(form(), doubted, "2").filling
    assert (refused.answers, refused.doubt) == ({}, ())
    assert take(form(), doubted, "建设冷库两座").filling.answers == {"purpose": "建设冷库两座"}


def test_words_that_wonder_are_a_value_only_where_they_may_be_and_plainly_belong_there() -> None:
    assert take(form(), at("purpose"), "怎么用都行的冷库", Talk.WONDERS).move is Move.OTHER
    wish = replace(form().steps[0], likely=lambda _: Likely.SURELY)
    for wonders, taken in ((True, {"purpose": "想了解怎么卖茶"}), (False, {})):
        wishing = replace(form(), steps=(replace(wish, wonders=wonders), *form().steps[1:]))
        assert take(wishing, at("purpose"), "想了解怎么卖茶", Talk.WONDERS).filling.answers == taken


@pytest.mark.parametrize(
    ("likely", "outcome"),
    [(Likely.SURELY, "taken"), (Likely.MAYBE, "doubted"), (Likely.HARDLY, "left to others")],
)
def test_a_free_step_may_know_what_belongs_to_it(likely: Likely, outcome: str) -> None:
    step = replace(form().steps[0], likely=lambda _: likely)
    taken = take(replace(form(), steps=(step, *form().steps[1:])), at("purpose"), "冷库和冷藏车")
    assert taken.filling.has("purpose") == (outcome == "taken")
    assert bool(taken.filling.doubt) == (outcome == "doubted")
    assert (taken.move is Move.OTHER) == (outcome == "left to others")


@pytest.mark.parametrize("words", ["确认属实", "确认", "提交"])
def test_the_words_that_end_a_form_fill_no_text(words: str) -> None:
    taken = take(form(), at("purpose"), words)
    assert not taken.filling.has("purpose")
    assert taken.said


@pytest.mark.parametrize("words", ["确认登记", "确认申请", "确认", "我确认属实", "确认属实，提交吧", "不同意"])
def test_the_words_that_end_a_form_are_answered_by_it_at_any_step(words: str) -> None:
    taken = take(form(), at("amount"), words, Talk.LEADS)
    assert taken.move is Move.ASK
    assert not taken.filling.has("amount")
    assert taken.said


def test_a_sum_that_is_asked_about_is_doubted() -> None:
    assert take(form(), at("amount"), "50万？", Talk.ASKS).filling.doubt == (500_000_00,)


def test_stray_words_at_a_strict_step_are_said_to_be_nothing_like_it() -> None:
    taken = take(form(), at("amount"), "随便写点", Talk.STRAY)
    assert text_of(taken.said) == texts.not_a_value(label="金额", example="50万元")


def test_back_keeps_what_was_answered_and_next_leaves_it_so() -> None:
    filling = at("kind", purpose="建设冷库两座")
    back = take(form(), filling, "上一步").filling
    assert (back.asking, back.answers) == ("purpose", filling.answers)
    assert "建设冷库两座" in text_of(prompt(form(), back).parts)
    assert take(form(), back, "下一步").filling == filling
    assert text_of(take(form(), back, "上一步").said) == texts.FIRST_ALREADY


@pytest.mark.parametrize("words", ["修改 3", "修改第3项", "修改金额", "改钱数", "我要修改金额", "修改３"])
def test_a_step_is_changed_by_number_or_name(words: str) -> None:
    changing = take(form(files=1), review(), words).filling
    assert changing.asking == "amount"
    changed = take(form(files=1), changing, "六万").filling
    assert changed.phase is Phase.REVIEW
    assert changed.answers["amount"] == 60_000_00


@pytest.mark.parametrize("words", ["修改 9", "修改 0", "修改住址", "修改"])
def test_what_the_form_does_not_have_cannot_be_changed(words: str) -> None:
    taken = take(form(files=1), review(), words)
    assert taken.filling == review()
    assert texts.CHANGE_WHICH in text_of(taken.said)


def test_a_change_drops_the_answers_that_hang_on_it() -> None:
    changing = take(form(files=1), review(), "修改用途").filling
    same = take(form(files=1), changing, "建设冷库两座").filling
    assert same.phase is Phase.REVIEW
    other = take(form(files=1), changing, "购买冷藏车两辆").filling
    assert (other.asking, other.has("amount")) == ("amount", False)


def test_only_optional_steps_are_skipped() -> None:
    assert text_of(take(form(), at("amount"), "跳过").said) == texts.NOT_OPTIONAL
    assert take(form(), at("note"), "没有").filling.answers == {"note": None}


def test_a_step_of_files_is_left_once_there_are_enough() -> None:
    filling = settled(form(), replace(filled(), answers={**filled().answers}, asking="paper"))
    del filling.answers["paper"]
    assert take(form(), filling, "下一项").said == NEEDED
    assert take(form(), filling, "跳过").said == NEEDED
    assert take(form(files=1), filling, "好了").filling.phase is Phase.REVIEW


def test_cancelling_is_asked_back_and_only_its_very_words_do_it() -> None:
    asked = take(form(), at("amount", purpose="建设冷库两座"), "取消").filling
    assert asked.phase is Phase.CANCELLING
    for words in ("好的", "不", "继续填写", "50万", "2", "取消"):
        kept = take(form(), asked, words)
        assert (kept.move, kept.filling.asking) == (Move.ASK, "amount")
        assert kept.filling.answers == {"purpose": "建设冷库两座"}
    assert take(form(), asked, "确认取消").move is Move.CANCEL
    assert take(form(), asked, "1").move is Move.CANCEL
    assert take(form(), asked, "稍后再填").move is Move.SAVE


def test_confirming_to_cancel_without_being_asked_asks_first() -> None:
    assert take(form(), at("amount"), "确认取消").filling.phase is Phase.CANCELLING


def test_going_on_shows_what_is_asked_and_leaves_no_step() -> None:
    paper = Filling(answers={**filled().answers}, asking="paper")
    for filling in (paper, at("purpose", purpose="建设冷库两座"), at("amount"), review()):
        assert take(form(files=1), filling, "继续填写") == Taken(Move.ASK, filling)


@pytest.mark.parametrize("words", ["没有附件", "现场没有附件", "无附件"])
def test_a_step_is_skipped_by_its_name(words: str) -> None:
    filling = settled(form(), replace(filled(), answers={**filled().answers}, asking="paper"))
    assert take(form(), filling, words).said == NEEDED
    assert text_of(take(form(), at("amount"), "没有金额").said) == texts.NOT_OPTIONAL


def test_changing_after_all_goes_on_with_the_form() -> None:
    asked = take(form(files=1), review(), "取消").filling
    changing = take(form(files=1), asked, "修改金额")
    assert changing.filling.asking == "amount"
    assert text_of(changing.said) == texts.NOT_CANCELLED


AT_NOTE = at("note", kind="a", amount=5_000_000, purpose="建设冷库两座")


@pytest.mark.parametrize(
    "words",
    [
        "修改金额 6万",
        "修改 3 为 60000",
        "修改金额：6万",
        "改金额6万元",
        "写错了，是六万",
        "不对，6万元",
        "改成6万",
        "金额写错了，应该是六万",
        "把金额改为60000元",
    ],
)
def test_what_was_answered_last_or_is_named_is_corrected_at_once(words: str) -> None:
    corrected = take(form(), AT_NOTE, words).filling
    assert (corrected.answers["amount"], corrected.asking) == (60_000_00, "note")


def test_a_value_may_stand_behind_the_name_of_its_step() -> None:
    assert take(form(), at("purpose"), "用途：建设冷库两座").filling.answers["purpose"] == "用途：建设冷库两座"
    assert take(form(), at("amount"), "金额：六万").filling.answers["amount"] == 60_000_00
    assert take(form(), AT_NOTE, "金额：六万").filling.answers["amount"] == 60_000_00


def test_not_every_word_with_a_change_in_it_steers() -> None:
    assert take(form(), at("purpose"), "改造车间两座").filling.answers == {"purpose": "改造车间两座"}
    assert texts.CHANGE_WHICH in text_of(take(form(files=1), review(), "修改住址").said)


def test_a_correction_without_a_value_asks_again() -> None:
    for words, asked in (
        ("写错了", "amount"),
        ("不对", "amount"),
        ("类别不对", "kind"),
        ("金额改成很多", "amount"),
    ):
        taken = take(form(), AT_NOTE, words)
        assert (taken.filling.asking, taken.filling.answers) == (asked, AT_NOTE.answers)
        assert taken.said
    assert text_of(take(form(), at("kind"), "金额写错了，是6万").said) == texts.NOT_ANSWERED_YET
    for words in ("不对", "写错了", "改成六万"):
        assert take(form(files=1), review(), words) == Taken(
            Move.ASK, review(), (Sentence(text=texts.CHANGE_WHICH),)
        )
    assert take(form(files=1), review(), "金额改成六万").filling.answers["amount"] == 60_000_00


@pytest.mark.parametrize("words", ["三十万😀", "1️⃣"])
def test_pictures_beside_a_value_are_nothing(words: str) -> None:
    field, value = ("kind", "a") if words.startswith("1") else ("amount", 300_000_00)
    assert take(form(), at(field, purpose="建设冷库两座"), words).filling.answers[field] == value


def test_a_question_about_mistakes_corrects_nothing_and_a_record_may_tell_of_them() -> None:
    assert take(form(), AT_NOTE, "填错了怎么办", Talk.WONDERS).filling.answers["amount"] == 5_000_000
    told = take(form(), at("purpose", amount=5_000_000), "金额写错了，应该是六万").filling
    assert told.answers["purpose"] == "金额写错了，应该是六万"


def test_no_total_is_told_before_the_answer_that_decides_it() -> None:
    deciding = replace(form(), decided_by="kind")
    for field, head in (("purpose", "【第 1 项"), ("kind", "【第 2 项"), ("amount", "【3/5")):
        assert text_of(prompt(deciding, at(field)).parts).startswith(head)


@pytest.mark.parametrize("words", ["确认属实", "“确认属实”", "确认属实。", " 确 认 属 实 ", "確認屬實"])
def test_the_declaration_takes_its_very_words(words: str) -> None:
    declaring = replace(review(), phase=Phase.DECLARING)
    assert take(form(files=1), declaring, words).move is Move.FINISH
    assert take(form(files=1), review(), words).move is Move.FINISH  # it stands below the summary


@pytest.mark.parametrize("words", ["确认", "属实", "是", "同意", "确认属实吧", "确认不属实", "嗯确认属实了"])
def test_nothing_else_declares(words: str) -> None:
    declaring = replace(review(), phase=Phase.DECLARING)
    taken = take(form(files=1), declaring, words)
    assert taken.move is Move.ASK
    assert "确认属实" in text_of(taken.said)


@pytest.mark.parametrize("words", ["1", "２", "10", "99"])
def test_a_number_below_the_summary_ends_nothing(words: str) -> None:
    taken = take(form(files=1), review(), words)
    assert (taken.move, taken.filling) == (Move.ASK, review())
    for how in ("修改", "“确认属实”"):
        assert how in text_of(taken.said)


@pytest.mark.parametrize("words", ["不属实", "不同意", "没确认", "确认属实👍", "确认属实。谢谢", "我确认属实"])
@pytest.mark.parametrize("phase", [Phase.REVIEW, Phase.DECLARING])
def test_who_nearly_declares_or_does_not_is_told_how_it_is_done(words: str, phase: Phase) -> None:
    here = replace(review(), phase=phase)
    taken = take(form(files=1), here, words)
    assert (taken.move, taken.filling) == (Move.ASK, here)
    assert "“确认属实”" in text_of(taken.said)
    assert take(form(files=1), here, "确认属实以后还能改吗", Talk.ASKS).move is Move.OTHER


def test_a_long_summary_is_confirmed_before_the_declaration_is_shown() -> None:
    long = settled(form(files=1), replace(filled(note="长" * 600), phase=Phase.REVIEW))
    assert "本人承诺" not in text_of(prompt(form(files=1), long).parts)
    for words in ("确认", "1", "确认属实"):
        assert take(form(files=1), long, words).filling.phase is Phase.DECLARING


def test_a_form_without_declaration_ends_with_its_summary() -> None:
    short = form(files=1, declared=False)
    assert take(short, review(), "1").move is Move.FINISH
    assert take(short, review(), "2").move is Move.SAVE
    assert take(short, review(), "哦").move is Move.OTHER


def test_a_filling_whose_step_is_gone_goes_on_at_the_next_open_one() -> None:
    lost = Filling(answers={"purpose": "建设冷库两座"}, asking="no such step")
    assert settled(form(), lost).asking == "kind"
    early = Filling(answers={"purpose": "建设冷库两座"}, phase=Phase.REVIEW)
    assert settled(form(), early).asking == "kind"


def test_help_and_summary_keep_the_place() -> None:
    filling = at("amount", purpose="建设冷库两座", kind="a")
    for words, said in (("帮助", texts.HELP), ("查看汇总", texts.SUMMARY_LATER)):
        taken = take(form(), filling, words)
        assert taken.filling == filling
        assert said in text_of(taken.said)


SAID = (
    *(
        "建设冷库两座",
        "1",
        "2",
        "五万",
        "跳过",
        "下一项",
        "上一步",
        "修改 1",
        "修改 3",
        "取消",
        "确认取消",
        "稍后再填",
    ),
    *("写错了", "不对，是六万", "金额改成七万", "改成乙类", "没有备注", "继续填写", "甲", "修改金额 8万"),
    *("确认", "确认属实", "好的", "帮助", "查看汇总", "是", "不是", "0", "９", ""),
)


@given(
    words=st.lists(st.sampled_from(SAID) | st.text(max_size=12), max_size=25),
    talks=st.lists(st.sampled_from(Talk), min_size=25, max_size=25),
)
def test_any_talk_leaves_a_form_that_asks_and_ends_only_when_all_is_answered(
    words: list[str], talks: list[Talk]
) -> None:
    filling = begin(form(files=1))
    for said, talk in zip(words, talks, strict=False):
        taken: Taken = take(form(files=1), filling, said, talk)
        if taken.move is Move.FINISH:
            assert set(taken.filling.answers) == {"purpose", "kind", "amount", "note", "paper"}
            assert said.strip() != "确认"
            return
        if taken.move in {Move.OTHER, Move.SAVE}:
            assert taken.filling.answers == filling.answers
        filling = taken.filling
        assert text_of(prompt(form(files=1), filling).parts).strip()
        assert filling.answers.get("kind") != "b"


@pytest.mark.parametrize("said", ["17", "第17条", "17条", "依据第17条", "第十七条", "1"])
def test_an_article_among_the_choices_is_picked_by_its_number(said: str) -> None:
    step = Step("article", "依据", "哪一条？", choices=(Choice("17", "第十七条"), Choice("18", "第十八条")))
    assert read_choice(step, said) == Value("17")
