"""The record for programs, under ``/api/v1``."""
