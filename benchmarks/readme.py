"""Where the figures stand in README.md: between two markers."""

from __future__ import annotations

from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
START, END = "<!-- score -->", "<!-- /score -->"


class NoMarkersError(ValueError):
    """The text has no place for the figures, or more than one."""


def published(readme: str) -> str:
    """What stands between the markers.

    Raises:
        NoMarkersError: they are not there once each, in order.
    """
    _, middle, _ = _cut(readme)
    return middle.strip()


def with_figures(readme: str, figures: str) -> str:
    """The text with these figures and no others.

    Raises:
        NoMarkersError: there is no place for them.
    """
    before, _, after = _cut(readme)
    return f"{before}{START}\n{figures.strip()}\n{END}{after}"


def _cut(readme: str) -> tuple[str, str, str]:
    if readme.count(START) != 1 or readme.count(END) != 1 or readme.index(START) > readme.index(END):
        raise NoMarkersError(f"{START} and {END} must stand in the text once each, in this order")
    before, rest = readme.split(START)
    middle, after = rest.split(END)
    return before, middle, after
