"""Names over scripts and romanisations: the same person spelled by a list and by the press."""
