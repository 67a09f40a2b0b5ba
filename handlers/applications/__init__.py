"""Applications, from the contractor's side: filling in, sending, following, withdrawing; intentions."""
