"""How the work is spread: over one process or several, into a record or past it."""
