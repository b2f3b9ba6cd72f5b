"""The pages, one idea a file: each takes an address's question and the record, and gives a ``Page``."""
