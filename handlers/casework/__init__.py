"""The rules of cases: the workflow table, its guards, the acts, and what is recorded beside them."""
