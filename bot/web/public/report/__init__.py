"""The public page `/report`: the forms of a report, of an open complaint and of a 查询码, held in memory only."""
