"""The record to findings: standings, splits, the bargain, timelines."""
