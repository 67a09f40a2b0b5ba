"""config.toml, as editors really save it: with a BOM, and with a clear message where it cannot be read."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from pydantic_settings import TomlConfigSettingsSource
from pydantic_settings.sources.types import Traversable

from bot.errors import SettingsError
from handlers.texts import operations


class ConfigFile(TomlConfigSettingsSource):
    """The settings file beside bot.py; the file need not be there."""

    def _read_file(self, file_path: Traversable) -> dict[str, Any]:
        try:
            return tomllib.loads(file_path.read_bytes().decode("utf-8-sig"))
        except UnicodeDecodeError:
            reason = operations.TOML_ENCODING
        except tomllib.TOMLDecodeError as error:
            reason = operations.toml_fault(place=_place(str(error)))
        except OSError as error:
            reason = operations.unreadable(why=error.strerror or "")
        raise SettingsError(operations.bad_file(file=str(file_path), reason=reason))


def _place(message: str) -> str:
    """The line that the parser names, and never the words of the file: they may be a secret."""
    found = re.search(r"at line (\d+)", message)
    return operations.line_of_file(number=found[1]) if found else ""
