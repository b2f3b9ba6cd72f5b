"""Assessments: words that judge how a relation or a prospect stands or moves."""
