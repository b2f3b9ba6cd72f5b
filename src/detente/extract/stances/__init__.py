"""Positions as attitude × operator × polarity × condition, composed over the dependency tree."""
