"""The question for a telephone, which every form of an applicant asks alike."""

from __future__ import annotations

from handlers.forms.spec import Step
from handlers.texts import values as texts
from handlers.values.readers import read_phone


def phone_step(*words: str, label: str, prompt: str, optional: bool = False) -> Step:
    """The step; `words` are what people call it when they go back to it."""
    return Step(
        field="phone",
        label=label,
        prompt=prompt,
        example=texts.PHONE_EXAMPLE,
        read=read_phone,
        again=texts.PHONE_SAID,
        words=words,
        optional=optional,
    )
