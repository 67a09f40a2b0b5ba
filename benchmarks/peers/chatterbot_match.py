"""ChatterBot: its best match (Levenshtein) over the passages, each taught as a saying whose response is its id."""

from __future__ import annotations

from collections.abc import Mapping

from chatterbot import ChatBot, languages
from chatterbot.tagging import NoOpTagger
from chatterbot.trainers import ListTrainer

from benchmarks.peers.lines import Find, serve


def build(passages: Mapping[str, str]) -> Find:
    # Its default tagger wants a spaCy model that no package index serves: the text is compared as it stands.
    bot = ChatBot(
        "peer",
        database_uri="sqlite:///:memory:",
        tagger=NoOpTagger,
        tagger_language=languages.CHI,
        search_algorithm_name="text_search",
        maximum_similarity_threshold=1.0,
        default_response="none",  # else one at random
        read_only=True,
    )
    trainer = ListTrainer(bot, show_training_progress=False)
    for id_, text in passages.items():
        trainer.train([text, id_])

    def find(question: str) -> str:
        return str(bot.get_response(question).text)

    return find


if __name__ == "__main__":
    serve(build)
