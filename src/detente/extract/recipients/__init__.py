"""Whom acts are aimed at: the parties that a document speaks of, the clues that one is meant, and their weights."""
