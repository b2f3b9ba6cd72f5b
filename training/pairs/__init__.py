"""Trains the judge of pairs: what a sentence says that its source does to its target."""
