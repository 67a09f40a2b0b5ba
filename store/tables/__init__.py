"""The tables, by area: messages, people, contracts, applications, audit."""
