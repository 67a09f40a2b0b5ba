"""The lists of the office's console, decided in SQL: each counted, filtered, sorted and paged before it is read."""
