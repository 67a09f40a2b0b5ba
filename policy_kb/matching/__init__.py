"""From a message to what it asks: normalising, references by number, the learnt model and BM25."""
