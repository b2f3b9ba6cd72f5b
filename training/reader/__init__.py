"""Trains the small reader on the written corpus, and writes the weights that Detente ships."""
