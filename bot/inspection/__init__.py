"""Files looked into by a process of their own, one a file, with limits that no file can talk it out of."""
