"""The demonstration: invented firms, contracts and staff, and applications brought to every state by real acts."""
