"""Readings to one record: the same story, act or measure told more than once."""
