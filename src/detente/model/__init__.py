"""The nouns of Detente: frozen dataclasses on the standard library alone. Read these first."""
