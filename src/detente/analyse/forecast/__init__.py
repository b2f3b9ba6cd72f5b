"""The outlook: the chance of at least one event of a class within days, always beside its baselines."""
