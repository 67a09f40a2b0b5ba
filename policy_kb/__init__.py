"""Regulation text → structure → index → cited answer. A pure library: no database, network or chat."""
