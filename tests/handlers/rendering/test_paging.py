"""Cutting replies to a channel's size."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handlers.messages import Reply
from handlers.rendering.paging import byte_limit, page
from handlers.rendering.plain_text import plain_text
from handlers.texts import common
from policy_kb.models import Citation, Offer, OfferKind, Part, Quotation, Sentence

LIMIT = byte_limit(1800, plain_text)
CITATION = Citation(unit="10", label="第十条")


def quotation(text: str, start: int = 100) -> Quotation:
    return Quotation(text=text, start=start, end=start + len(text), citation=CITATION)


def offer(label: str) -> Offer:
    return Offer(label=label, kind=OfferKind.ASK, value=label)


def pages(reply: Reply, most: int = 1800) -> list[Reply]:
    """Read on as people do, with 更多, until nothing is left over."""
    limit, shown = byte_limit(most, plain_text), []
    while True:
        first, rest = page(reply, limit)
        shown.append(first)
        if not rest:
            return shown
        assert first.parts[-1] == Sentence(text=common.MORE)
        reply = Reply(parts=rest, offers=reply.offers)


def without_more(reply: Reply) -> tuple[Part, ...]:
    return tuple(part for part in reply.parts if part != Sentence(text=common.MORE))


def test_a_reply_that_fits_is_left_as_it_is() -> None:
    reply = Reply(parts=(Sentence(text="好的。"),), offers=(offer("一"),))
    assert page(reply, LIMIT) == (reply, ())


def test_a_channel_without_a_limit_cuts_nothing() -> None:
    reply = Reply(parts=(quotation("长" * 9000),))
    assert page(reply, None) == (reply, ())


def test_a_quotation_is_cut_at_a_sentence_and_stays_true_in_each_piece() -> None:
    source = "前" * 100 + "".join(f"这是第{number}句，说的是专项资金。" for number in range(200))
    reply = Reply(parts=(Sentence(text="见第十条："), quotation(source[100:])))
    shown = pages(reply)
    quoted = [part for one in shown for part in one.parts if isinstance(part, Quotation)]
    assert len(quoted) > 1
    assert "".join(part.text for part in quoted) == source[100:]
    assert all(part.text == source[part.start : part.end] and part.text.endswith("。") for part in quoted)
    assert all("”（第十条）" in one.text for one in shown)


def test_inner_quotation_marks_are_not_cut_apart() -> None:
    inner = "“" + "内" * 200 + "”"
    shown = pages(Reply(parts=(quotation(f"{'外' * 450}{inner}{'外' * 100}"),)))
    assert all(one.text.count("“") == one.text.count("”") for one in shown)


def test_offers_are_shown_with_the_last_page_only() -> None:
    offers = tuple(offer(f"选项{number}") for number in range(3))
    shown = pages(Reply(parts=(quotation("一句话，说完了。" * 200),), offers=offers))
    assert [one.offers for one in shown] == [(), *[()] * (len(shown) - 2), offers]


def test_a_text_that_fits_only_without_its_offers_leaves_something_for_their_page() -> None:
    parts = (Sentence(text="甲" * 300 + "。"), Sentence(text="乙" * 250 + "。"))
    shown = pages(Reply(parts=parts, offers=(offer("很长的选项" * 10),)))
    assert len(shown) == 2
    assert shown[1].parts == parts[1:]
    assert shown[1].offers


def test_an_emoji_of_several_code_points_is_not_cut_apart() -> None:
    family = "👩‍👧👍🏽"
    shown = pages(Reply(parts=(Sentence(text=family * 60),)), most=200)
    for one in shown:
        (part,) = without_more(one)
        assert not part.text.startswith(("\u200d", "🏽"))
        assert not part.text.endswith("\u200d")


def test_more_offers_than_a_message_holds_are_not_all_shown() -> None:
    offers = tuple(offer("标题" * 30) for _ in range(20))
    first, rest = page(Reply(parts=(Sentence(text="请"),), offers=offers), LIMIT)
    assert LIMIT.holds(first)
    assert not rest
    assert first.offers == offers[: len(first.offers)]


@given(
    texts=st.lists(st.tuples(st.booleans(), st.text(max_size=400)), min_size=1, max_size=6),
    labels=st.lists(st.text(alphabet="甲乙丙", max_size=8), max_size=3),
    most=st.integers(min_value=300, max_value=1800),
)
def test_every_page_fits_and_nothing_is_lost_or_changed(
    texts: list[tuple[bool, str]], labels: list[str], most: int
) -> None:
    parts = tuple(quotation(text) if quoted else Sentence(text=text) for quoted, text in texts)
    shown = pages(Reply(parts=parts, offers=tuple(offer(label) for label in labels)), most)
    assert all(len(plain_text(one).encode()) <= most for one in shown)
    assert "".join(part.text for one in shown for part in without_more(one)) == "".join(text for _, text in texts)
