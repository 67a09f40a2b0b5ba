"""rapidfuzz: the passage whose set of characters is most like the question's."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import fuzz, process

from benchmarks.peers.lines import Find, serve


def build(passages: Mapping[str, str]) -> Find:
    # Chinese is written without spaces: without them between characters a sentence would be one token.
    texts = {id_: _spaced(text) for id_, text in passages.items()}

    def find(question: str) -> str:
        best = process.extractOne(_spaced(question), texts, scorer=fuzz.token_set_ratio)
        return str(best[2])

    return find


def _spaced(text: str) -> str:
    return " ".join("".join(text.split()))


if __name__ == "__main__":
    serve(build)
