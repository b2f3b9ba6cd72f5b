"""Findings to what a person opens: tables, charts, the brief, exports."""
