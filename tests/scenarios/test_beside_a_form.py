"""What is asked beside an open form: answers say what to type, since numbers belong to the form."""

from __future__ import annotations

import pytest

from bot.wiring import Parts
from handlers.texts import forms as form_texts
from tests.handlers.casework.town import Town
from tests.scenarios.applying import fill
from tests.scenarios.county import County


def two(town: Town) -> list[str]:
    """Two applications of one firm, on a contract each."""
    first, numbers = town.contract, [town.submitted()]
    town.contract = town.contract_of("AZ-HT-002")
    numbers.append(town.submitted())
    town.contract = first
    return numbers


@pytest.mark.parametrize(("asked", "command"), [("我的申请", ""), ("催办", "催办 "), ("撤回申请", "撤回申请 ")])
async def test_several_applications_are_told_with_what_to_type(parts: Parts, asked: str, command: str) -> None:
    county = await County.begin(parts)
    talk = await county.talker()
    numbers = await county.act(two)
    await fill(talk, until="kind")
    reply = await talk.says(asked)
    assert "回复序号" not in reply.text
    for number in numbers:
        assert f"发“{command}{number}”" in reply.text
    told = await talk.says(f"{command}{numbers[0]}")
    assert numbers[0] in told.text
    assert "回复序号" not in told.text


async def test_the_same_list_outside_a_form_has_numbers(parts: Parts) -> None:
    county = await County.begin(parts)
    talk = await county.talker()
    await county.act(two)
    reply = await talk.says("我的申请")
    assert "回复序号" in reply.text
    assert "发“AZ-" not in reply.text


@pytest.mark.parametrize("asked", ["催办", "撤回申请", "我的申请"])
async def test_another_matter_means_that_the_form_is_not_cancelled(parts: Parts, asked: str) -> None:
    county = await County.begin(parts)
    talk = await county.talker()
    await county.act(two)
    await fill(talk, until="kind")
    assert form_texts.CANCEL_ASK in (await talk.says("取消")).text
    reply = await talk.says(asked)
    assert form_texts.CANCEL_ASK not in reply.text
    assert form_texts.NOT_CANCELLED in reply.text
    assert form_texts.CANCELLED not in (await talk.says("1")).text


@pytest.mark.parametrize("said", ["算了不弄了", "不弄了", "算了吧"])
async def test_giving_up_in_ones_own_words_is_asked_back(parts: Parts, said: str) -> None:
    talk = await (await County.begin(parts)).talker()
    await fill(talk, until="kind")
    assert form_texts.CANCEL_ASK in (await talk.says(said)).text
