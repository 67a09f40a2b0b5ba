"""A talk's side of understanding: what one message wants, and what a short message refers to."""
