"""The files of a form as their sender chose: copies without traces, or originals as well; and what was found."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.web.public.report.sent_forms import MOST_FILES, SentForm
from handlers.filekinds import Problem, Stripped
from handlers.sealed.packing import SentFile
from handlers.texts import report_page as texts

Strip = Callable[[bytes], Awaitable[Stripped | Problem]]
"""Looks through a file and copies it without its traces, in bounded time and memory."""

COPIES, BOTH = "copies", "both"
"""The field, and its value where originals go as well."""


@dataclass(frozen=True, slots=True, repr=False)
class ReadyFiles:
    """Files to be sealed, what is told of each, and what keeps the form from being taken."""

    files: tuple[SentFile, ...] = ()
    told: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = ()


async def ready_files(sent: SentForm, strip: Strip) -> ReadyFiles:
    """Look through every file of the form, one after the other."""
    if len(sent.files) > MOST_FILES:
        return ReadyFiles(problems=(texts.TOO_MANY,))
    keeps_originals = sent.one(COPIES) == BOTH
    files, told, problems = [], [], []
    for place, (name, content) in enumerate(sent.files, 1):
        made = await strip(content) if content else Problem.EMPTY
        problem = _problem(name, made, keeps_originals=keeps_originals)
        if isinstance(made, Problem) or problem:
            problems.append(problem)
            continue
        # The name of a photo is its minute: without the original it does not go either.
        called = name if keeps_originals else f"{place}{made.suffix}"
        original = content if keeps_originals else None
        files.append(SentFile(called, original, made.copy, made.suffix))
        told.append((name, _told(made, has_original=keeps_originals)))
    return ReadyFiles(tuple(files), tuple(told), tuple(problems))


def _problem(name: str, made: Stripped | Problem, *, keeps_originals: bool) -> str:
    if isinstance(made, Problem):
        return texts.file_problem(name=name, problem=made)
    return "" if made.copy is not None or keeps_originals else texts.no_copy(name=name)


def _told(made: Stripped, *, has_original: bool) -> str:
    return texts.found_in(traces=made.traces, has_original=has_original, has_copy=made.copy is not None)
