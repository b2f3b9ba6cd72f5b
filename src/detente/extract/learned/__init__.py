"""The trained reader: a small encoder that finds and types notes, while parse and resolver give actors, spans and dates."""
