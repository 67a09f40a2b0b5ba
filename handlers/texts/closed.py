"""What is said of a dialogue that the document in use does not carry."""

from __future__ import annotations

APPLY = "本助手没有开通这份文件的线上申请。怎么办，请看文件原文，或者向办公室咨询。"
STATUS = "本助手没有开通这份文件的申请，所以没有进度可查。请向办公室咨询。"
INTENTION = "本助手没有开通意向登记。想了解的事可以直接问，或者向办公室咨询。"
NEAREST = "文件里与此最接近的是："


def who_applies(*, label: str) -> str:
    """Above the passage on who applies."""
    return f"谁申请、向谁申请，见{label}："
