"""bm25s: BM25 over the words that jieba cuts."""

from __future__ import annotations

from collections.abc import Mapping

import bm25s
import rjieba

from benchmarks.peers.lines import Find, serve


def build(passages: Mapping[str, str]) -> Find:
    ids = list(passages)
    index = bm25s.BM25()
    index.index([_words(text) for text in passages.values()], show_progress=False)

    def find(question: str) -> str:
        found, scores = index.retrieve([_words(question)], k=1, show_progress=False)
        return ids[int(found[0, 0])] if scores[0, 0] > 0 else ""

    return find


def _words(text: str) -> list[str]:
    return [word for word in rjieba.cut("".join(text.split())) if word.isalnum()]


if __name__ == "__main__":
    serve(build)
