"""A confirmation that nothing waits for is not taken for a question about the measure."""

from __future__ import annotations

import pytest

from tests.dialogue import Dialogue


@pytest.mark.parametrize("said", ["确认属实", "确认", "确认提交。"])
async def test_it_is_said_that_nothing_waits(talk: Dialogue, said: str) -> None:
    reply = await talk.says(said)
    assert "没有等您确认的事" in reply.text
    assert not reply.citations


async def test_a_question_with_the_same_words_is_answered(talk: Dialogue) -> None:
    assert (await talk.says("承办企业由谁确认")).citations
