"""The tables, by area: messages, people, contracts, applications, notices, audit."""
