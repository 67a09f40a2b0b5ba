"""Values as people write them: sums, numerals, days, names, numbers, the terms of contracts."""
