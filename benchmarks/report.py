"""What a run says: right by kind and by noise, what was asked back or refused, and how long answers took."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from statistics import quantiles

from benchmarks.scoring import Verdict
from benchmarks.shares import Share
from benchmarks.tables import Row, Table


def score_tables(name: str, verdicts: Sequence[Verdict], seconds: Sequence[float]) -> tuple[Table, ...]:
    """The whole report on one file."""
    header = ("right", "count", "share (95 % interval)")
    return (
        Table(f"{name}: by kind", ("kind", *header[1:]), (total_row(verdicts), *_by(verdicts, _kind))),
        Table(f"{name}: by noise", ("noise", *header[1:]), tuple(_by(verdicts, _noise))),
        _content_table(name, verdicts, seconds),
    )


def total_row(verdicts: Iterable[Verdict]) -> Row:
    """All questions together: the row that the README must agree with."""
    return _row("all", (verdict.right for verdict in verdicts))


def percentiles(seconds: Sequence[float]) -> tuple[str, str]:
    """p50 and p99 in milliseconds."""
    if not seconds:
        return "–", "–"
    cuts = quantiles(seconds, n=100, method="inclusive") if len(seconds) > 1 else [seconds[0]] * 99
    return f"{cuts[49] * 1000:.3f}", f"{cuts[98] * 1000:.3f}"


def first_citation_row(name: str, firsts: Iterable[bool], seconds: Sequence[float]) -> Row:
    """One line of the comparison with the peers."""
    return (*_row(name, firsts), *percentiles(seconds))


def faults(verdicts: Iterable[Verdict]) -> str:
    """The wrong answers, a line each."""
    return "\n".join(_fault_line(verdict) for verdict in verdicts if not verdict.right)


def _fault_line(verdict: Verdict) -> str:
    question = verdict.question
    wanted = ",".join(question.articles) or "-"
    return f"{question.id} {question.kind} {question.noise} {wanted}: {verdict.why}: {question.q}"


def _content_table(name: str, verdicts: Sequence[Verdict], seconds: Sequence[float]) -> Table:
    content = [verdict for verdict in verdicts if verdict.question.is_content]
    rows = (
        _row("first citation right", (v.first for v in content)),
        _row("right", (v.right for v in content)),
        _row("asked back", (v.asked for v in content)),
        _row("right or among the choices asked", (v.right or v.among for v in content)),
        _row("refused", (v.refused for v in content)),
    )
    p50, p99 = percentiles(seconds)
    note = f"All questions in process, from the words to the cited answer: p50 {p50} ms, p99 {p99} ms."
    return Table(
        f"{name}: questions that the measure answers", ("of them", "count", "share (95 % interval)"), rows, (note,)
    )


def _by(verdicts: Sequence[Verdict], key: Callable[[Verdict], str]) -> Iterable[Row]:
    labels = dict.fromkeys(map(key, verdicts))
    return [_row(label, (v.right for v in verdicts if key(v) == label)) for label in labels]


def _kind(verdict: Verdict) -> str:
    return verdict.question.kind.value


def _noise(verdict: Verdict) -> str:
    return verdict.question.noise


def _row(name: str, marks: Iterable[bool]) -> Row:
    share = Share.of(marks)
    return name, share.counted, share.shown
