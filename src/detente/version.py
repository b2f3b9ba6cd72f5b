"""The version, by itself: every layer may name it."""

__version__ = "0.1.0"
