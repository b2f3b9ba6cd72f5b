"""The record for other tools: typed tables (Parquet, XLSX, Data Package), FollowTheMoney, BibTeX."""
