"""Getting pages at addresses that the user names: politely, within limits, from public addresses alone."""
