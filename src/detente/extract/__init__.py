"""Annotated documents to readings: one versioned step a layer of the codebook."""
