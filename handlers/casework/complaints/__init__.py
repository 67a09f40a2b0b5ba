"""Rules of what is left openly (意见, 投诉): its fields, guards and rows, its units, who keeps out, its terms."""
