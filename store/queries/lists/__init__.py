"""Lists of the office's console, decided in SQL: counted, filtered, sorted and paged before they are read."""
