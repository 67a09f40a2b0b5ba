"""The tables of a run, on the terminal and as Markdown."""

from __future__ import annotations

from benchmarks.report import faults, percentiles, score_tables, total_row
from benchmarks.scoring import Question, Verdict
from benchmarks.tables import Table, show
from policy_kb.models import AnswerKind


def verdict(kind: AnswerKind, noise: str = "clean", *, why: str = "", among: bool = False) -> Verdict:
    question = Question(id="q-1", q="问", kind=kind, articles=("9",), noise=noise)
    return Verdict(question, right=not why, why=why, first=not why, asked=among, among=among)


VERDICTS = [
    verdict(AnswerKind.RULES),
    verdict(AnswerKind.RULES, "typo", why="kind clarify", among=True),
    verdict(AnswerKind.OOS, "typo"),
    verdict(AnswerKind.STEPS, why="cites 12"),
]


def test_every_kind_and_noise_has_its_row_below_the_total() -> None:
    kinds, noises, content = score_tables("file", VERDICTS, [0.001] * 4)
    assert [row[:2] for row in kinds.rows] == [
        ("all", "2 of 4"),
        ("rules", "1 of 2"),
        ("oos", "1 of 1"),
        ("steps", "0 of 1"),
    ]
    assert [row[:2] for row in noises.rows] == [("clean", "1 of 2"), ("typo", "1 of 2")]
    assert [row[:2] for row in content.rows] == [
        ("first citation right", "1 of 3"),
        ("right", "1 of 3"),
        ("asked back", "1 of 3"),
        ("right or among the choices asked", "2 of 3"),
        ("refused", "0 of 3"),
    ]
    assert "p50 1.000 ms, p99 1.000 ms" in content.notes[0]


def test_the_total_is_right_of_all() -> None:
    assert total_row(VERDICTS) == ("all", "2 of 4", "0.500 (0.150–0.850)")


def test_percentiles_of_few_and_of_none() -> None:
    assert percentiles([]) == ("–", "–")
    assert percentiles([0.002]) == ("2.000", "2.000")
    assert percentiles([0.001 * step for step in range(101)]) == ("50.000", "99.000")


def test_faults_name_the_question_and_the_reason() -> None:
    assert faults(VERDICTS).splitlines() == [
        "q-1 rules typo 9: kind clarify: 问",
        "q-1 steps clean 9: cites 12: 问",
    ]


def test_tables_are_aligned_for_the_terminal_and_valid_markdown() -> None:
    table = Table("T", ("name", "count"), (("a", "1"), ("longer", "22")), ("note",))
    assert show([table], markdown=False) == "T\nname    count\na       1\nlonger  22\nnote"
    assert show([table], markdown=True) == (
        "**T**\n\n| name | count |\n| --- | --- |\n| a | 1 |\n| longer | 22 |\n\nnote"
    )
