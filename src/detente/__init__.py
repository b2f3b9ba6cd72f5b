"""Detente: a cited record of sanctions disputes."""

__version__ = "0.1.0"
