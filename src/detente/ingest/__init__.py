"""Bytes to documents: every format that analysts have, told by content."""
