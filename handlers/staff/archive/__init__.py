"""A contract's archive as staff see, print and take it out."""
