"""Data, not code: codebook, actors, issues, lexicons."""
