"""How a read is run, not what it does: local processes."""
