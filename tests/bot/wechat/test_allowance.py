from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.wechat.allowance import Act, Allowance, act_of
from handlers.messages import Content, Event, EventKind, Media, MediaKind, Press, Text
from tests.bot.wechat.support import NOW


def taken(allowance: Allowance, times: int, seconds: float = 0) -> Allowance:
    for _ in range(times):
        after = allowance.take(NOW + timedelta(seconds=seconds))
        assert after is not None
        allowance = after
    return allowance


def test_nobody_may_be_written_to_before_they_acted() -> None:
    assert Allowance().left(NOW) == 0
    assert Allowance().take(NOW) is None


def test_a_message_allows_five_within_48_hours_and_the_sixth_waits() -> None:
    allowance = taken(Allowance().after(Act.MESSAGE, NOW), 5)
    assert allowance.take(NOW) is None
    assert allowance.after(Act.MESSAGE, NOW).left(NOW) == 5


def test_a_touch_allows_three_within_a_minute() -> None:
    allowance = Allowance().after(Act.TOUCH, NOW)
    assert allowance.left(NOW + timedelta(seconds=59)) == 3
    assert allowance.left(NOW + timedelta(seconds=60)) == 0
    assert taken(allowance, 3).take(NOW) is None


def test_the_window_of_a_message_ends_after_48_hours() -> None:
    allowance = Allowance().after(Act.MESSAGE, NOW)
    assert allowance.left(NOW + timedelta(hours=48) - timedelta(seconds=1)) == 5
    assert allowance.left(NOW + timedelta(hours=48)) == 0


def test_windows_do_not_add_up() -> None:
    both = Allowance().after(Act.MESSAGE, NOW).after(Act.TOUCH, NOW)
    assert both.left(NOW) == 5
    assert taken(both, 5).take(NOW) is None


def test_a_touch_does_not_renew_the_messages_window() -> None:
    spent = taken(Allowance().after(Act.MESSAGE, NOW), 5).after(Act.TOUCH, NOW)
    assert spent.left(NOW) == 3
    assert spent.left(NOW + timedelta(minutes=2)) == 0


def test_what_is_sent_after_the_minute_does_not_count_in_it() -> None:
    both = Allowance().after(Act.MESSAGE, NOW).after(Act.TOUCH, NOW)
    later = taken(both, 2, seconds=61)
    assert later.left(NOW + timedelta(seconds=61)) == 3


@pytest.mark.parametrize(
    ("content", "act"),
    [
        (Text("好"), Act.MESSAGE),
        (Press(1), Act.MESSAGE),
        (Media(MediaKind.IMAGE), Act.MESSAGE),
        (Event(EventKind.MENU, "拨付流程"), Act.TOUCH),
        (Event(EventKind.SUBSCRIBE), Act.TOUCH),
        (Event(EventKind.SCAN, "1"), Act.TOUCH),
        (Event(EventKind.UNSUBSCRIBE), None),
    ],
)
def test_each_content_opens_its_window(content: Content, act: Act | None) -> None:
    assert act_of(content) is act


@given(st.lists(st.tuples(st.sampled_from([Act.MESSAGE, Act.TOUCH, None]), st.integers(0, 90_000)), max_size=60))
def test_never_more_than_five_since_the_last_message(steps: list[tuple[Act | None, int]]) -> None:
    allowance, now, since_act = Allowance(), NOW, 0
    for act, seconds in steps:
        now += timedelta(seconds=seconds)
        if act is not None:
            allowance, since_act = allowance.after(act, now), 0
        elif (after := allowance.take(now)) is not None:
            allowance, since_act = after, since_act + 1
        assert since_act <= 5
        assert 0 <= allowance.left(now) <= 5
