"""What the settings of every platform have in common: a copying mistake shows at the start."""

import re
from collections.abc import Mapping
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, SecretStr, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError


class KeyedSettings(BaseModel):
    """Settings of a platform, one of whose fields may be named in `shapes`; an empty secret counts as none."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)

    shapes: ClassVar[Mapping[str, str]]
    """A regular expression by field. Only what can never be right is refused."""
    wanted: ClassVar[Mapping[str, str]]
    """What to tell the operator, by field."""

    @field_validator("*", mode="after")
    @classmethod
    def _check_shape(cls, value: object, info: ValidationInfo) -> object:
        text = value.get_secret_value() if isinstance(value, SecretStr) else value
        shape = cls.shapes.get(info.field_name or "")
        if shape is None or not isinstance(text, str):
            return value
        if not text and cls.model_fields[info.field_name or ""].default is None:
            return None
        if re.fullmatch(shape, text) is None:
            # A custom error, because pydantic puts English words before the text of a ValueError.
            raise PydanticCustomError("settings", cls.wanted[info.field_name or ""])
        return value

    @field_validator("api_base", check_fields=False)
    @classmethod
    def _without_last_slash(cls, value: str) -> str:
        return value.rstrip("/")
