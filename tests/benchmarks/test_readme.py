"""The README's figures: written between two markers, and those of the committed model."""

from __future__ import annotations

import pytest

from benchmarks.answers import DEV, score
from benchmarks.product import open_kb
from benchmarks.readme import END, README, START, NoMarkersError, published, with_figures
from benchmarks.report import score_tables
from benchmarks.scoring import read_questions

TEXT = f"# Title\n\n{START}\nold\n{END}\n\nrest\n"


def test_only_what_stands_between_the_markers_is_replaced() -> None:
    assert with_figures(TEXT, "new\n\n| 1 |") == f"# Title\n\n{START}\nnew\n\n| 1 |\n{END}\n\nrest\n"


def test_writing_twice_changes_nothing() -> None:
    assert with_figures(with_figures(TEXT, "new"), "new") == with_figures(TEXT, "new")
    assert published(with_figures(TEXT, "new")) == "new"


@pytest.mark.parametrize("text", ["", START, f"{END}{START}", f"{START}{END}{START}{END}"])
def test_a_text_without_one_place_is_refused(text: str) -> None:
    with pytest.raises(NoMarkersError):
        with_figures(text, "new")


def test_the_readme_says_what_the_committed_model_scores() -> None:
    said = published(README.read_text("utf-8"))
    if not said:
        pytest.skip("README.md holds no figures yet: run make score")
    scored = score(open_kb(), DEV.name, read_questions(DEV))
    by_kind, by_noise, _ = score_tables(scored.name, scored.verdicts, scored.seconds)
    assert by_kind.markdown() in said, "README.md is older than the model: run make score"
    assert by_noise.markdown() in said, "README.md is older than the model: run make score"
