"""Documents to annotated documents: tokens and trees, actors, times."""
