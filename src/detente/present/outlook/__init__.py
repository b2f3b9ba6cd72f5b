"""The outlook as tables and words."""
