"""The corpus of written texts: its format, its checks, its figures."""
