"""Measures out of sanctions frames: the act, its imposer and targets, its programme and reason."""
