"""Other ways to find the article, each in an environment of its own; see `runs.py`."""
