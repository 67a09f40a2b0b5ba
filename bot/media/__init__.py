"""How files that people send are fetched: from a platform, or from this machine's disk in the terminal chat."""
